"""The sixth county at work: the fifth county's clerks over its own houses and the machines they write with."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.counties.fifth.world import Fifth
from benchmarks.counties.fourth.goods import ITEMS
from benchmarks.counties.fourth.illnesses import read
from benchmarks.counties.outside.delivery import GB
from benchmarks.counties.outside.people import Person, Provider
from benchmarks.counties.outside.records import DRG_RATE, Line, Visit
from benchmarks.counties.outside.world import World
from benchmarks.counties.stranger.illnesses import Illness

from .houses import (
    INDEX,
    MIDNIGHT,
    PROVINCIAL,
    RENEWED,
    SHORT,
    SUFFIXED,
    WIDE,
    houses,
)

JULY = datetime(2025, 7, 1)

# key | department | whom (sex, ages) | nights | diagnoses | plan | operations | group, weight
_TEXT = """
rest6|内科|*58-84|11-14|I67.200 脑动脉硬化;I10.x00 高血压|$ward cbc@0 amlodipine@0||BZ1 0.5
cold6|内科|*6-70|5-7|J06.900 急性上呼吸道感染|$ward cbc@0 cefurox*2@*T9 ns*2@*T9 infusion@*T9||ES3 0.4
dizzy6|神经内科|*48-80|6-8|H81.400 中枢性眩晕|$ward $in ct@0 citicol@*T9 ns@*T9 infusion@*T9||BX1 0.5
back6|内科|*40-76|8-11|M54.500 腰痛|$ward $in1 dr@0 mid_freq@*T10^ex tdp@*T10||IU2 0.5
lung6|内科|*45-82|7-9|J18.900 肺炎|$ward $in1 crp@0 ct@0 ceftriaxone*2@*T9 ns*2@*T9 infusion@*T9 ambroxol_iv*2@*T9 cbc@-2T8||ES2 0.7
copd6|内科|*58-86|9-12|J44.100 慢性阻塞性肺疾病急性加重|$ward $in blood_gas@0 ct@1T10 oxygen*20@*T9 levoflox@*T9 ns*2@*T9 infusion@*T9 nebul*2@*T10 budesonide_n*2@*T10||ER1 1.0
hip6|骨科|*64-86|9-12|S72.000 股骨颈骨折|$ward1 $in $pre dr@0 op_hip@1T9 $spi hip@1T9 cefazolin*2@1-2T9 ns*2@*T9 infusion@*T9 heparin@2-9T9 dressing@3,5T9|81.5200 人工股骨头置换术@1T9+90:spi|IC2 2.7
shin6|骨科|*20-66|8-11|S82.200 胫骨干骨折|$ward $in $pre dr@0 op_tibia@1T9 $spi plate@1T9 screw*7@1T9 cefazolin*2@1-2T9 ns*2@1-4T9 infusion@1-4T9 heparin@2-10T9 parecoxib*2@1-4T15 dressing@3,5T9 dr@4T10|79.3600 胫骨骨折切开复位内固定术@1T9+95:spi|IF4 1.4
hemi6|康复科|*48-80|20-26|I69.300 脑梗死后遗症;G81.900 偏瘫|$ward $in1 rehab_full@1T10^ex hemi@wT9^ex ot@wT14^ex exercise@wT10^ex||BY1 1.6
schiz6|精神科|*24-64|45-58|F20.900 精神分裂症|$psy $in1 psy_first@0 psy_scale@1T10 psy_drugmon@*T9 psy_work@wT14 risperidone*0.1@*T8 cbc@28T8||TR1 2.0
demen6|老年精神科|*66-90|32-46|F03.x00 痴呆|$psy $in1 psy_scale@1T10 donepezil*0.04@*T8 psy_drugmon@*T9 psy_work@*2T14||TU1 1.8
old6|护理科|*74-94|30-45|I69.300 脑梗死后遗症;L89.900 压疮|$care $in1 pressure_care@*T10 dressing@*3T10 nasal_feed*3@*T8 amlodipine*0.04@*T8||ZZ1 1.0
fall6|普通外科|*18-70|7-9|S27.300 肺挫伤;S36.100 肝损伤;S06.000 脑震荡|$ward1 $in $pre ct*3@0 us@0 ct*2@3T10 ns*2@*T9 infusion@*T9 tranex@0-2T9||JU1 0.9
cirr6|消化内科|*42-72|9-12|K74.600 肝硬化;R18.x00 腹水;E88.000 低蛋白血症|$ward1 $in albumin_t@0 tbil@0 us@0 albumin*2@1-5T10 furosemide*2@*T9 spiro@0T12 infusion@1-5T10 para_punct@2T10 albumin_t@6T7||HS3 1.2
dka6|内分泌科|*18-70|6-8|E10.100 1型糖尿病性酮症酸中毒|$ward1 $in hba1c@0 blood_gas*3@0 k@1,2,3T7 glucose_bed*12@0-1T6 glucose_bed*7@2-7T6 ns*5@0-2T9 insulin_iv*2@0-2T9 infusion@0-2T9 aspart@3T9||KS1 0.9
leuk6|血液内科|*30-70|20-28|C92.000 急性髓细胞白血病;D70.x00 粒细胞缺乏|$ward1 $in marrow@1T10 cbc@*T6 platelet@4,8,12,16T14 blood_type@0 rh@0 transfuse@4,8,12,16T14 mero*3@6-16T9 ns*4@*T9 infusion@*T9 gcsf@8-16T9||RS1 3.2
warf6|心血管内科|*50-80|8-10|I48.900 心房颤动;I26.900 肺栓塞|$ward1 $in ddimer@0 pt@0 pt@1-8T6 heparin*2@0-5T9 warfarin*0.04@1-8T8 us_heart@1T10 ecg_mon*24@0-2T9||FR3 1.0
bothk6|骨科|*60-78|12-15|M17.000 双侧原发性膝关节病|$ward1 $in $pre dr*2@0 op_knee*2@2T9 an_gen@2T9 an_gen_h*2@2T9 an_mon*4@2T9 propofol*4@2T9 sufenta*2@2T9 knee*2@2T9 cefazolin*2@2-3T9 ns*2@2-5T9 infusion@2-5T9 heparin@3-12T9 dressing*2@4,6,8T9 joint*2@4-12T15^ex|81.5400 全膝关节置换(双侧)@2T9+210:gen|IC1 4.6
crush6|骨科|*20-60|11-14|S82.100 胫骨平台粉碎性骨折;S82.400 腓骨骨折|$ward1 $in $pre dr@0 ct@0 ct_3d@0 op_tibia@1T9 $spi plate*3@1T9 screw*19@1T9 cefazolin*2@1-2T9 ns*2@1-4T9 infusion@1-4T9 heparin@2-12T9 dressing@3,5,7T9 dr@5T10|79.3600 胫骨平台骨折切开复位内固定术@1T9+150:spi|IF3 2.2
three6|心血管内科|*50-78|5-7|I20.000 不稳定型心绞痛;I25.103 冠状动脉粥样硬化性心脏病|$ward1 $in tropi@0 us_heart@1T10 ecg_mon*24@1-2T9 stent_op@1T9 stent*3@1T9 balloon*4@1T9 guidewire*3@1T9 aspirin@0T8 ticag@0T8 atorva@0T8 heparin*2@*T9|36.0700 药物洗脱冠状动脉支架置入术(三支)@1T9+130:loc|FM1 3.2
bleed6|消化内科|*40-82|7-9|K25.400 胃溃疡伴出血;D62.x00 急性失血性贫血|$ward1 $in blood_type@0 rh@0 xmatch*3@0T15 rbc_unit*6@0T17 rbc_unit*4@1T10 transfuse*2@0-1T17 gastroscopy@0T16 gastroscopy@3T10 ppi_iv*4@*T9 ns*3@*T9 infusion@*T9 cbc@0-4T7||GS1 1.2
ring6|普通外科|*24-60|0-0|K64.800 混合痔|bed@0 visit_in@0 nurse2@0 cbc@0 pt@0 op_pile@0 an_local@0 ns@0 infusion@0|49.4600 痔切除术@0T9+30:loc|GF1 0.5
tkr_inf6|骨科|*60-80|10-14|T81.400 手术后切口感染|$ward1 $in crp@0 crp@4T7 culture@0 vanco*2@*T9 ns*2@*T9 infusion@*T9 dress_mid@*T10||IZ1 1.2
dj6|泌尿外科|*26-68|1-2|Z46.600 输尿管支架取出|$ward $in1 us_urine@0 op_dj_out@1T9 levoflox@1T9|97.6200 输尿管支架取出术@1T9+15:loc|LJ2 0.4
mect6|精神科|*20-55|26-34|F32.300 重度抑郁发作伴精神病性症状|$psy $in1 ecg@0 psy_first@0 psy_scale@1,14T10 mect@7,9,11,14,16,18,21T9 propofol@7,9,11,14,16,18,21T9 escit*0.04@*T8 psy_talk@*7T15^ex||TS1 1.9
swal6|康复科|*50-80|22-28|I63.900 脑梗死恢复期;G81.900 偏瘫;R13.x00 吞咽困难;R47.000 失语|$ward1 $in rehab_full@1,16T10^ex hemi@wT9^ex ot@wT10^ex speech@wT11^ex swallow@wT14^ex elec_acup@wT15^ex||BY1 1.8
breast_m6|普通外科|M50-78|7-9|C50.900 乳腺恶性肿瘤|$ward $in $pre us_breast@0 op_breast@2T9 an_gen@2T9 an_mon*3@2T9 propofol*3@2T9 sufenta*2@2T9 path_frozen@2T10 path_op@2T12 dressing@4,6T9 ns*2@2-5T9 infusion@2-5T9|85.4300 乳腺改良根治术@2T9+120:gen|JA1 1.8
hyper6|产科|F22-38|6-8|O24.400 妊娠期糖尿病;O13.x00 妊娠期高血压|$ward1 $in1 fetal*2@*T9 us_fetal@1T9 glucose_bed*7@*T6 aspart@0T9 protein_t@0 urine@2,4T7||OZ1 0.7
red6|眼科|*8-76|0-0|H10.900 结膜炎|visit slit levo_eye||
slim6|内科|*22-55|0-0|E66.900 肥胖症|visit glucose||
neck6|针灸推拿科|*30-76|0-0|M47.802 颈椎病|tcm_dx acup^ex tuina_neck^ex||
gum6|口腔科|*28-70|0-0|K05.300 慢性牙周炎|visit dent_film dent_deep*6||
molar6|口腔科|*16-66|0-0|K04.500 慢性根尖周炎|visit dent_film articaine pulp_out canal_prep*4||
flu6|急诊医学科|*7-14|0-0|J10.101 流行性感冒|visit_er flu_ag cbc oseltamivir||
watch6|急诊医学科|*40-84|0-0|J44.100 慢性阻塞性肺疾病急性加重|visit_er cbc blood_gas dr||
radio6|肿瘤科|*48-74|0-0|C15.900 食管恶性肿瘤|linac||
seen6|全科|*30-80|0-0|I10.x00 高血压|visit glucose||
"""


class Sixth(Fifth):
    """The county: its own houses on the others' books, a new price list in July, new groups in January."""

    illnesses: ClassVar[dict[str, Illness]] = {**Fifth.illnesses, **read(_TEXT)}

    def __init__(self, seed: int, scale: float) -> None:
        World.__init__(self, seed, scale, items=ITEMS, houses=houses(), people=20000)
        self.happened: set[tuple[str, str]] = set()
        self.short: set[tuple[str, str]] = set()
        self.away: set[str] = set()  # insured in another region

    def house(self, key: str) -> Provider:
        """A house by its key; of several (`a,b`) any."""
        return self.providers[INDEX[self.rng.choice(key.split(","))]]

    def employed(self, p: Person, house: str, nth: int = 0) -> None:
        """A person of the register works in a house."""
        self.house(house).doctors[nth].person = p.no
        p.employer = f"E{9500 + INDEX[house]:05d}"

    def charge(self, v: Visit, key: str, when: datetime, cnt: float = 1, **how: Any) -> Line:
        """Post a charge; the price list of 1 July raises nursing and treatment."""
        item = self.items[key]
        if item.category in ("05", "07") and when >= JULY and how.get("price") is None:
            how["price"] = round(item.price * 1.08, 1)
        return super().charge(v, key, when, cnt, **how)

    def settle(
        self, v: Visit, when: datetime | None = None, *, refund_first: bool = False
    ) -> Visit:
        """Close a visit; who leaves in January is grouped by the new edition, whose weights are others."""
        if v.group and v.end >= datetime(2026, 1, 1):
            adrg, code, weight = v.group
            v.group = (
                adrg,
                f"{code[:3]}{'9' if code[3] == '5' else code[3]}",
                round(weight * 1.15, 4),
            )
        return super().settle(v, when, refund_first=refund_first)

    def settled_monthly(self, v: Visit, cuts: list[datetime]) -> Visit:
        """Settle a long stay month by month under one number."""
        if v.group and v.pay in ("drg", "dip"):
            v.std = round(v.group[2] * DRG_RATE[v.provider.level], 2)
        v.setl_time = self._settle_time(v)
        self._post(v)
        v.lines.sort(key=lambda ln: ln.when)
        ends = [*(c for c in cuts if v.start < c < v.end), v.end]
        last = datetime(2024, 1, 1)
        for n, cut in enumerate(ends):
            mine = [
                ln for ln in v.lines if last < ln.when and (ln.when <= cut or n == len(ends) - 1)
            ]
            number = self.number("S")
            for line in mine:
                line.sn, line.setl = self._line_number(v), number
            self._write_claim(v, number, mine, cut if n < len(ends) - 1 else v.setl_time)
            last = cut
        self._standard(v)
        self.visits.append(v)
        return v

    def neighbours(self, people: list[Person]) -> None:
        """People of one hamlet."""
        for n, p in enumerate(people):
            p.village = f"某县丁镇41村{n + 1}号"


Row = dict[str, str]


def rewritten(folder: Path, table: str, change: Callable[[Row], list[Row]]) -> None:
    """A table of the delivery with each row changed, dropped or doubled."""
    path, encoding = folder / f"{table}.csv", "gb18030" if table in GB else "utf-8"
    with path.open(newline="", encoding=encoding) as f:
        reader = csv.DictReader(f)
        columns = list(reader.fieldnames or ())
        rows = [new for row in reader for new in change(dict(row))]
    with path.open("w", newline="", encoding=encoding) as f:
        out = csv.DictWriter(f, columns)
        out.writeheader()
        out.writerows(rows)


def habits(w: Sixth, folder: Path) -> None:
    """Names, codes and times as each house's machine writes them."""
    key_of = {w.providers[n].code: key for key, n in INDEX.items()}

    def fee(row: Row) -> list[Row]:
        house, day = key_of.get(row["fixmedins_code"], ""), row["fee_ocur_time"][:10]
        if house in WIDE:
            row["hilist_name"] = wide(row["hilist_name"])
            row["medins_list_name"] = wide(row["medins_list_name"])
        elif house in SHORT:
            row["medins_list_name"] = (
                row["medins_list_name"].partition("(")[0].removesuffix("费")[:7]
            )
        elif house in SUFFIXED:
            row["medins_list_name"] += "[乙]" if row["list_type"] == "101" else "-2025版"
        if house in PROVINCIAL and row["list_type"] == "201":
            row["med_list_codg"] = f"{row['med_list_codg']}-{row['med_list_codg'][2:11]}"
        if house in MIDNIGHT:
            row["fee_ocur_time"] = f"{day} 00:00:00"
        if house != RENEWED:
            return [row]
        old = dict(row)
        if day >= "2025-07-01":
            row["medins_list_codg"] = f"YB{row['medins_list_codg']}"
            row["medins_list_name"] = f"{row['medins_list_name']}(新)"
        inside = "2025-06-28" <= day < "2025-07-01" and row["med_type"] in ("21", "52", "28")
        if not inside:
            return [row]
        old["bkkp_sn"] = f"HX{row['bkkp_sn'][1:]}"  # the new machine sends the last days again
        old["rid"] = f"{row['mdtrt_id']}-{old['bkkp_sn']}"
        old["medins_list_codg"] = f"YB{row['medins_list_codg']}"
        return [row, old]

    def visit(row: Row) -> list[Row]:
        if key_of.get(row["fixmedins_code"], "") in MIDNIGHT:
            for column in ("begntime", "endtime"):
                row[column] = f"{row[column][:10]} 00:00:00"
        return [row]

    def person(row: Row) -> list[Row]:
        if row["psn_no"] in w.away:
            row["resd_loc_admdvs"] = "330110"
        return [row]

    rewritten(folder, "fee_list_d", fee)
    rewritten(folder, "mdtrt_d", visit)
    rewritten(folder, "psn_info_b", person)


def wide(name: str) -> str:
    """A name in full-width letters, digits and brackets."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
