"""The same bills as other houses write them: posting, names, corrections, payments told otherwise.

Each takes the rows of all bills and gives them back changed; nothing is done or charged that was
not, so a rule that finds something only then has found a habit of the house.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, time, timedelta
from decimal import Decimal
from zlib import crc32

from tests.bills.written import Row, Tables

Change = Callable[[Tables], None]


def _stays(made: Tables) -> dict[str, Row]:
    return {r["encounter_id"]: r for r in made.rows["encounter"] if r["class"] == "inpatient"}


def _post(made: Tables, at: Callable[[datetime, Row], datetime]) -> None:
    stays = _stays(made)
    for line in made.rows["claim_line"]:
        stay = stays.get(line["encounter_id"])
        if stay and line["encounter_id"] not in made.posted:
            line["charged_at"] = at(line["charged_at"], stay)


def day_only(made: Tables) -> None:
    """No hour is kept, of charges or visits."""
    for line in made.rows["claim_line"]:
        line["charged_at"] = datetime.combine(line["charged_at"].date(), time())
    for visit in made.rows["encounter"]:
        for name in ("started_at", "ended_at"):
            if visit[name]:
                visit[name] = datetime.combine(visit[name].date(), time())


def after_midnight(made: Tables) -> None:
    """A job after midnight books the day before."""
    _post(made, lambda at, _: datetime.combine(at.date() + timedelta(days=1), time(0, 5)))


def at_evening(made: Tables) -> None:
    """One clerk books once a day."""
    _post(made, lambda at, _: datetime.combine(at.date(), time(17, 30)))


def at_settlement(made: Tables) -> None:
    """All is booked when the stay is settled."""
    _post(made, lambda at, stay: stay["ended_at"] or at)


def on_mondays(made: Tables) -> None:
    """A week is booked on the Monday after it, the last days at discharge."""

    def booked(at: datetime, stay: Row) -> datetime:
        monday = datetime.combine(at.date() + timedelta(days=7 - at.weekday()), time(8))
        return min(monday, stay["ended_at"]) if stay["ended_at"] else monday

    _post(made, booked)


def summed_by_day(made: Tables) -> None:
    """One line per item and day with the quantities added up."""
    kept: dict[tuple[object, ...], Row] = {}
    for line in made.rows["claim_line"]:
        if line["quantity"] < 0 or line.get("original_line_id"):
            kept[line["claim_line_id"],] = line
            continue
        key = (line["encounter_id"], line["claim_id"], line["item_code"], line["item_name"],
               line["unit_price"], line["charged_at"].date(), line.get("is_discharge_drug"),
               line.get("prescription_no"))  # fmt: skip
        if key in kept:
            for name in ("quantity", "amount", "covered_amount"):
                kept[key][name] += line[name]
        else:
            kept[key] = line
    lines = list(kept.values())
    ids = {line["claim_line_id"] for line in lines}
    for line in lines:
        if line.get("original_line_id") not in ids:
            line["original_line_id"] = None
    made.rows["claim_line"] = lines


def summed_at_end(made: Tables) -> None:
    """Whatever a stay had of an item stands in one line at its end."""
    for line in made.rows["claim_line"]:
        line["original_line_id"] = None
    stays = _stays(made)
    kept: dict[tuple[object, ...], Row] = {}
    for line in made.rows["claim_line"]:
        stay = stays.get(line["encounter_id"])
        if not stay or not stay["ended_at"]:
            kept[line["claim_line_id"],] = line
            continue
        key = (line["claim_id"], line["item_code"], line["item_name"], line["unit_price"],
               line.get("is_discharge_drug"), line.get("prescription_no"))  # fmt: skip
        if key in kept:
            for name in ("quantity", "amount", "covered_amount"):
                kept[key][name] += line[name]
        else:
            kept[key] = line
            line["charged_at"] = stay["ended_at"]
    made.rows["claim_line"] = list(kept.values())


def one_by_one(made: Tables) -> None:
    """Small whole quantities stand piece by piece."""
    lines: list[Row] = []
    backed = {line.get("original_line_id") for line in made.rows["claim_line"]}
    for line in made.rows["claim_line"]:
        count = line["quantity"]
        whole = count == count.to_integral_value() and 2 <= count <= 9
        if not whole or line["claim_line_id"] in backed:
            lines.append(line)
            continue
        for piece in range(int(count)):
            lines.append({**line, "claim_line_id": f"{line['claim_line_id']}.{piece}", "quantity": Decimal(1),
                          "amount": line["unit_price"], "covered_amount": line["unit_price"]})  # fmt: skip
    made.rows["claim_line"] = lines


def _corrected(made: Tables, names: bool) -> None:
    backed = {line.get("original_line_id") for line in made.rows["claim_line"]}
    more: list[Row] = []
    for line in made.rows["claim_line"]:
        if line["quantity"] <= 0 or line["claim_line_id"] in backed:
            continue
        back = deepcopy(line)
        back |= {n: -line[n] for n in ("quantity", "amount", "covered_amount")}
        back["claim_line_id"] += "-"
        back["original_line_id"] = line["claim_line_id"] if names else None
        more += [back, {**deepcopy(line), "claim_line_id": line["claim_line_id"] + "+"}]
    made.rows["claim_line"] += more


def corrected(made: Tables) -> None:
    """Every charge is taken back by its number and booked again."""
    _corrected(made, names=True)


def corrected_without_number(made: Tables) -> None:
    """Every charge is taken back without naming it and booked again."""
    _corrected(made, names=False)


def main_diagnosis_alone(made: Tables) -> None:
    """Only the main diagnosis is sent and the list of operations is not."""
    made.rows["diagnosis"] = [r for r in made.rows["diagnosis"] if r["is_main"]]
    made.rows["procedure"] = []


def short_codes(made: Tables) -> None:
    """Diagnoses by their category and one digit."""
    for row in made.rows["diagnosis"]:
        row["code"] = row["code"][:5]
    for row in made.rows["encounter"]:
        row["main_diagnosis"] = row["main_diagnosis"][:5]


def own_codes(made: Tables) -> None:
    """Items by the numbers of the house."""
    for line in made.rows["claim_line"]:
        line["item_code"] = f"ZB{crc32(line['item_code'].encode()):010d}"


def marked_names(made: Tables) -> None:
    """Names with the marks of a hospital system."""
    for line in made.rows["claim_line"]:
        line["item_name"] = "[甲]" + line["item_name"].replace("(", "（").replace(")", "）") + "*"
        line["local_item_name"] = line["item_name"]


def no_names(made: Tables) -> None:
    """Codes alone are sent."""
    for line in made.rows["claim_line"]:
        line["item_name"] = line["local_item_name"] = None


SHORTHAND = {
    "普通病房床位费": "床位费", "住院诊查费": "诊察费", "Ⅰ级护理": "一级护理", "Ⅱ级护理": "二级护理",
    "Ⅲ级护理": "三级护理", "血细胞分析(五分类)": "血常规", "尿液分析": "尿常规", "肌酐测定": "肌酐",
    "血清丙氨酸氨基转移酶测定": "谷丙转氨酶", "静脉输液": "静脉输液费", "心电监测": "心电监护",
    "X线计算机体层(CT)平扫": "CT平扫", "X线计算机体层(CT)增强扫描": "CT增强", "磁共振平扫": "MRI平扫",
    "胸部正侧位片": "DR胸部正侧位", "常规心电图": "心电图", "降钙素原检测": "PCT", "血气分析": "血气",
    "C-反应蛋白测定": "CRP", "N端-B型钠尿肽前体测定": "NT-proBNP", "全身麻醉": "全麻(静吸复合)",
    "椎管内麻醉": "腰硬联合麻醉", "呼吸机辅助呼吸": "有创呼吸机", "无创辅助通气": "无创呼吸机",
    "葡萄糖测定(床边血糖仪检测)": "指尖血糖", "血清肌钙蛋白I测定": "cTnI", "血液透析": "血液透析治疗",
    "监护病房床位费": "ICU床位费", "监护病房": "ICU", "重症监护": "ICU监护", "胰岛素注射液": "RI",
    "氧气吸入": "吸氧", "康复评定": "综合康复评估", "电子胃镜检查": "胃镜", "电子结肠镜检查": "肠镜",
    "彩色多普勒超声常规检查(腹部)": "腹部彩超", "心脏彩色多普勒超声": "心超", "血清胰淀粉酶测定": "AMY",
}  # fmt: skip


def shorthand(made: Tables) -> None:
    """Names as a ward says them, for the catalogue's and the house's own."""
    for line in made.rows["claim_line"]:
        line["item_name"] = SHORTHAND.get(line["item_name"], line["item_name"])
        line["local_item_name"] = line["item_name"]


def pieces_under_own_codes(made: Tables) -> None:
    """Piece by piece, by the numbers of the house, booked in the evening."""
    own_codes(made)
    one_by_one(made)
    at_evening(made)


def unsigned(made: Tables) -> None:
    """No doctor, department or number of an order is sent."""
    for line in made.rows["claim_line"]:
        line["practitioner_id"] = line["department"] = None
        line.pop("prescription_no", None)
        line.pop("days_supplied", None)


def split_payments(made: Tables) -> None:
    """Each day of a visit is a settlement of its own."""
    claims: dict[str, Row] = {}
    told = {c["claim_id"]: c for c in made.rows["claim"]}
    home: dict[str, str] = {}
    for line in made.rows["claim_line"]:
        old = told.get(line["claim_id"])
        if old is None:
            continue
        key = (
            home.get(str(line.get("original_line_id")))
            or f"{line['claim_id']}-{line['charged_at'].date()}"
        )
        home[line["claim_line_id"]] = key
        if key not in claims:
            claims[key] = {**old, "claim_id": key, "total_amount": Decimal(0)}
        claims[key]["total_amount"] += line["amount"]
        line["claim_id"] = key
    for claim in claims.values():
        total = claim["total_amount"]
        paid = (total * Decimal("0.7")).quantize(Decimal("0.01"))
        claim |= {"covered_amount": total, "fund_amount": paid, "self_pay_amount": total - paid}
    made.rows["claim"] = list(claims.values())


def still_in(made: Tables) -> None:
    """Stays are not ended and not settled yet."""
    stays = _stays(made)
    for stay in stays.values():
        stay["ended_at"] = stay["discharge_way"] = None
    made.rows["claim"] = [c for c in made.rows["claim"] if c["encounter_id"] not in stays]


def self_paid_left_out(made: Tables) -> None:
    """Every fifth line is paid by the patient and not sent, the settlement holds it."""
    backed = {line.get("original_line_id") for line in made.rows["claim_line"]}
    made.rows["claim_line"] = [
        line for number, line in enumerate(made.rows["claim_line"])
        if number % 5 or line.get("original_line_id") or line["claim_line_id"] in backed
    ]  # fmt: skip


def uncovered_unknown(made: Tables) -> None:
    """What is within the scope of the fund is not sent line by line."""
    for line in made.rows["claim_line"]:
        line["covered_amount"] = None


def persons_unknown(made: Tables) -> None:
    """No register of persons is sent, and no doctor's."""
    made.rows["person"] = []
    made.rows["practitioner"] = []


def houses_without_level(made: Tables) -> None:
    """Of houses only kind and name are known."""
    for house in made.rows["provider"]:
        house["level"] = house["specialty"] = house["approved_beds"] = None


def home_drugs_unmarked(made: Tables) -> None:
    """Drugs taken home bear no mark."""
    for line in made.rows["claim_line"]:
        line["is_discharge_drug"] = None


def one_number_a_visit(made: Tables) -> None:
    """Every order of a visit bears the number of the visit, and wards are told by codes."""
    for line in made.rows["claim_line"]:
        line["prescription_no"] = line["encounter_id"]
        line["department"] = f"{crc32(str(line['department']).encode()) % 10000:04d}"
    for visit in made.rows["encounter"]:
        visit["department"] = f"{crc32(visit['department'].encode()) % 10000:04d}"


def days_on_every_line(made: Tables) -> None:
    """The days of a drug are sent as one where nobody wrote them."""
    for line in made.rows["claim_line"]:
        line["days_supplied"] = line.get("days_supplied") or 1


def visits_by_counter(made: Tables) -> None:
    """Registration, laboratory, pharmacy and treatment of a clinic are visits of their own."""
    visits = {
        v["encounter_id"]: v
        for v in made.rows["encounter"]
        if v["class"] in ("outpatient", "emergency")
    }
    told = {c["claim_id"]: c for c in made.rows["claim"]}
    stated: dict[str, list[Row]] = defaultdict(list)
    for row in made.rows["diagnosis"]:
        stated[row["encounter_id"]].append(row)
    cut: dict[str, Row] = {}
    for line in made.rows["claim_line"]:
        visit = visits.get(line["encounter_id"])
        if visit is None or line["category"] in ("registration", "consultation", "general"):
            continue
        key = f"{line['encounter_id']}-{line['category']}"
        if key not in cut:
            cut[key] = {
                **told[line["claim_id"]],
                "claim_id": f"{key}-c",
                "encounter_id": key,
                "total_amount": Decimal(0),
            }
            made.rows["encounter"].append({**visit, "encounter_id": key})
            made.rows["diagnosis"] += [
                {**row, "encounter_id": key} for row in stated[visit["encounter_id"]]
            ]
        cut[key]["total_amount"] += line["amount"]
        told[line["claim_id"]]["total_amount"] -= line["amount"]
        line["encounter_id"], line["claim_id"] = key, f"{key}-c"
    made.rows["claim"] += list(cut.values())
    for claim in made.rows["claim"]:
        total = claim["total_amount"]
        paid = (total * Decimal("0.7")).quantize(Decimal("0.01"))
        claim |= {"covered_amount": total, "fund_amount": paid, "self_pay_amount": total - paid}
    empty = {c["encounter_id"] for c in made.rows["claim"]} - {
        r["encounter_id"] for r in made.rows["claim_line"]
    }
    for name in ("encounter", "claim", "diagnosis", "procedure"):
        made.rows[name] = [r for r in made.rows[name] if r["encounter_id"] not in empty]


def month_in_one_visit(made: Tables) -> None:
    """All visits of a person to a clinic in a month are one record, from the first to the last day."""
    first: dict[tuple[object, ...], Row] = {}
    into: dict[str, str] = {}
    for visit in sorted(made.rows["encounter"], key=lambda v: v["started_at"]):
        if visit["class"] != "outpatient":
            continue
        at = visit["started_at"]
        key = (
            visit["person_id"],
            visit["provider_id"],
            visit["department"],
            visit["visit_type"],
            at.year,
            at.month,
        )
        head = first.setdefault(key, visit)
        head["ended_at"] = max(head["ended_at"] or at, visit["ended_at"] or at)
        into[visit["encounter_id"]] = head["encounter_id"]
    gone = {old for old, new in into.items() if old != new}
    for name in ("claim", "claim_line"):
        for row in made.rows[name]:
            row["encounter_id"] = into.get(row["encounter_id"], row["encounter_id"])
    for name in ("encounter", "diagnosis", "procedure"):
        made.rows[name] = [r for r in made.rows[name] if r["encounter_id"] not in gone]
