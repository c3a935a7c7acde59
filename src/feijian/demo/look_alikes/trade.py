"""Boxes that are seen twice for good reasons, and long prescriptions that are allowed."""

from __future__ import annotations

from feijian.demo.county import County, Visit
from feijian.demo.look_alikes.making import Rng, adult, innocent, spread
from feijian.demo.request import DAY
from feijian.demo.roster import Provider
from feijian.demo.truth import LookAlike

_HEART = ("I10.x00", "高血压")


def _till(county: County, rng: Rng, shop: Provider, at: int) -> Visit:
    return county.visit(adult(county, rng), shop, "explicit", at, diagnosis=_HEART)


def _when(county: County, rng: Rng, length: int = 3) -> int:
    return county.calendar.at(spread(county, rng, length), float(rng.uniform(9, 18)))


def returned_and_sold_again(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for key in ("atorvastatin", "rivaroxaban", "tiotropium"):
        shop, at, code = county.pharmacy(), _when(county, rng, 20), county.code(key)
        county.stock(shop, key, code, at - 20 * DAY)
        first = _till(county, rng, shop, at)
        county.sell(first, key, code, at)
        county.refund(first, at + 3600)
        county.take_back(first, key, code, at + 3600)
        county.sell(_till(county, rng, shop, at + 4 * DAY), key, code, at + 4 * DAY)
        rows.append(
            innocent(
                "returned_and_sold_again",
                "退货后再次销售同一盒",
                "a box returned and sold again",
                [code],
                "trace_code",
                first,
            )
        )
    return rows


def split_pack(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for key in ("montmorillonite", "aspirin", "calcium"):
        shop, at, code = county.pharmacy(), _when(county, rng, 12), county.code(key)
        county.stock(shop, key, code, at - 20 * DAY)
        for part in range(3):
            visit = _till(county, rng, shop, at + part * 2 * DAY)
            county.sell(
                visit, key, code, visit.start, price=county.cents(key) // 3, supplied=7, split="1"
            )
        county.stock(shop, key, None, at - 20 * DAY, quantity=2)
        rows.append(
            innocent(
                "split_pack",
                "拆零销售同一盒给多人",
                "one box split among several patients",
                [code],
                "trace_code",
                visit,
            )
        )
    return rows


def chain_transfer(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for key in ("semaglutide", "metformin", "rivaroxaban"):
        seller = county.pharmacy(chained=True)
        sisters = county.siblings(seller)
        if not sisters:
            continue
        at, code = _when(county, rng), county.code(key)
        county.stock(sisters[0], key, code, at - 30 * DAY)
        county.transfer(sisters[0], seller, key, code, at - 6 * DAY)
        county.sell(_till(county, rng, seller, at), key, code, at)
        rows.append(
            LookAlike(
                "chain_transfer",
                "连锁门店间调拨后销售",
                "sold after a transfer within a chain",
                "trace_code",
                (code,),
                seller.code,
            )
        )
    return rows


def seen_twice(county: County, rng: Rng) -> list[LookAlike]:
    """The same sale uploaded twice, and one sale reported by both channels."""
    rows = []
    for turn in range(4):
        key, shop, at = (
            ("metformin", "atorvastatin")[turn % 2],
            county.pharmacy(),
            _when(county, rng),
        )
        code = county.code(key)
        county.stock(shop, key, code, at - 20 * DAY)
        visit = _till(county, rng, shop, at)
        line = county.sell(visit, key, code, at)
        if turn < 2:
            county.sale(visit, line, key, code, at)
            rows.append(
                innocent(
                    "uploaded_twice",
                    "同一销售记录重复上传",
                    "the same sale uploaded twice",
                    [code],
                    "trace_code",
                    visit,
                )
            )
        else:
            county.book.second_channel.append({"number": visit.number, "provider": shop.number, "item": county.item_numbers[key],
                                               "code": code, "line": line, "split": "0"})  # fmt: skip
            rows.append(
                innocent(
                    "both_channels",
                    "同一销售经 3505 和 2207 两个通道上传",
                    "one sale reported by both channels",
                    [code],
                    "trace_code",
                    visit,
                )
            )
    return rows


def other_code_forms(county: County, rng: Rng) -> list[LookAlike]:
    """GS1 codes are as good as those of twenty digits."""
    rows = []
    for turn in range(2):
        key, shop, at = ("gefitinib", "tiotropium")[turn], county.pharmacy(), _when(county, rng)
        code = f"010691234567890{turn}21{int(rng.integers(10**9, 10**10))}"
        county.stock(shop, key, code, at - 10 * DAY)
        visit = _till(county, rng, shop, at)
        county.sell(visit, key, code, at)
        rows.append(
            innocent(
                "gs1_code", "GS1 格式追溯码", "a code in GS1 form", [code], "trace_code", visit
            )
        )
    return rows


def sold_for_cash(county: County, rng: Rng) -> list[LookAlike]:
    """The same box to a card and for cash: at one price, or cheaper on a single day of offers."""
    rows = []
    for days, share, zh, en in (
        (3, 100, "自费与医保同价", "cash and card at one price"),
        (1, 80, "一日促销", "an offer of one day"),
    ):
        # a drug that no scheme sells at two prices, should both fall to one shop
        key, shop, first = "rosuvastatin", county.pharmacy(), _when(county, rng, 12)
        lines = []
        for at in range(first, first + days * DAY, DAY):
            codes = [county.code(key) for _ in range(2)]
            for code in codes:
                county.stock(shop, key, code, at - 12 * DAY)
            visit = _till(county, rng, shop, at)
            lines.append(county.sell(visit, key, codes[0], at))
            paid = county.cents(key) * share // 100
            county.sale(visit, lines[-1], key, codes[1], at + 3600, cash=True, paid=paid)
        rows.append(innocent("sold_for_cash", zh, en, lines, "claim_line", visit))
    return rows


def long_prescription(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for key in ("amlodipine", "valsartan", "atorvastatin"):
        at = county.calendar.at(spread(county, rng, 3), 9.5)
        visit = county.visit(
            adult(county, rng, 55),
            county.hospital((1, 2)),
            "explicit",
            at,
            med_type="14",
            diagnosis=_HEART,
        )
        line = county.charge(visit, key, at + 900, 3, supplied=84, prescription=f"CQ{visit.id[1:]}")
        rows.append(
            innocent(
                "long_prescription",
                "备案的长期处方",
                "a quarter's supply on a long prescription",
                [line],
                "claim_line",
                visit,
            )
        )
    return rows


MAKES = (
    returned_and_sold_again,
    split_pack,
    chain_transfer,
    seen_twice,
    other_code_forms,
    sold_for_cash,
    long_prescription,
)
