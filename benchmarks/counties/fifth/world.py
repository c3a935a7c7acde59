"""The fifth county at work: the fourth county's clerks over its own houses and a few illnesses more."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from benchmarks.counties.fourth.goods import ITEMS
from benchmarks.counties.fourth.illnesses import ILLNESSES, read
from benchmarks.counties.fourth.world import Fourth
from benchmarks.counties.outside.people import Person, Provider
from benchmarks.counties.outside.records import Line, Visit
from benchmarks.counties.outside.world import World
from benchmarks.counties.stranger.illnesses import Illness

from .houses import INDEX, houses

# key | department | whom (sex, ages) | nights | diagnoses | plan | operations | group, weight
_TEXT = """
jointk|骨科|*60-80|8-11|M17.100 原发性膝关节病|$ward $in $pre dr@0 op_knee@2T9 $spi knee@2T9 cefazolin*2@2-3T9 ns*2@2-4T9 infusion@2-4T9 heparin@3-8T9 dressing@4,6T9 exercise@4-8T15^ex|81.5400 全膝关节置换@2T9+110:spi|IC2 3.0
tibia|骨科|*20-66|8-12|S82.200 胫骨干骨折|$ward $in $pre dr@0 op_tibia@3T9 $spi plate@3T9 screw*7@3T9 cefazolin*2@3-4T9 ns*2@3-5T9 infusion@3-5T9 heparin@4-12T9 parecoxib*2@3-6T15 dressing@5,7T9 dr@4T10|79.3600 胫骨骨折切开复位内固定术@3T9+95:spi|IF4 1.4
ribs|普通外科|*20-76|5-8|S22.400 多发性肋骨骨折|$ward $in ct@0 parecoxib@0-3T9 ns@*T9 infusion@*T9||JU1 0.6
turp5|泌尿外科|M62-84|6-8|N40.x00 前列腺增生|$ward $in $pre psa@0 us_urine@0 op_turp@2T9 $spi levoflox@2-5T9 infusion@2-5T9 path_op@2T12|60.2901 经尿道前列腺切除术@2T9+70:spi|MB1 1.3
spine5|骨科|*46-72|10-13|M51.202 腰椎间盘突出|$ward1 $in $pre mr@1T10 op_fusion@2T9 $gen fusion_cage@2T9 pedicle*4@2T9 cefazolin*2@2-4T9 ns*2@2-6T9 infusion@2-6T9 parecoxib*2@2-6T15 dressing@4,6,8T9 gabapentin*0.07@*T8 celecoxib*0.1@7-13T8 low_freq@5-13T15|81.0800 腰椎后路融合术@2T9+170:gen|IB2 3.2
icu5|重症医学科|*50-84|6-9|J96.000 急性呼吸衰竭;J18.900 肺炎|$icu $in lact@0 pct@0 culture@0 blood_gas*2@*T6 vent*24@0-4T9 mero*3@*T9 infusion@*T9 ns*4@*T9 midazolam*3@0-4T9 suction*6@0-4T9 dr@1T10||ER1 3.4
pci|心血管内科|*46-80|4-6|I20.000 不稳定型心绞痛;I25.103 冠状动脉粥样硬化性心脏病|$ward1 $in tropi@0 us_heart@1T10 ecg_mon*24@1T9 stent_op@1T9 stent@1T9 balloon@1T9 guidewire@1T9 aspirin*0.03@*T8 ticag*0.07@*T8 atorva*0.04@*T8 heparin*2@*T9|36.0700 药物洗脱冠状动脉支架置入术@1T9+60:loc|FM1 2.4
coldin|内科|*8-70|5-7|J06.900 急性上呼吸道感染|$ward cbc@0 cefurox*2@*T9 ns*2@*T9 infusion@*T9||ES3 0.4
back5|疼痛科|*42-78|7-9|M54.500 腰痛|$ward cbc@0 ecg@0 mid_freq@*T10^ex tdp@*T10||IU2 0.5
old5|内科|*60-84|8-10|I67.200 脑动脉硬化;I10.x00 高血压|$ward cbc@0 ecg@0 citicol@*T9 ns@*T9 infusion@*T9||BZ1 0.5
lung5|内科|*45-82|7-9|J18.900 肺炎|$ward $in1 crp@0 dr@0 ceftriaxone*2@*T9 ns*2@*T9 infusion@*T9 ambroxol_iv*2@*T9||ES2 0.7
hys|妇科|F40-60|7-9|D25.900 子宫平滑肌瘤|$ward $in $pre us_gyn@0 op_hyst@2T9 $gen path_op@2T12 cefurox*2@2-4T9 ns*2@2-5T9 infusion@2-5T9 dressing@4T9 ns*2@6-9T9 infusion@6-9T9 cefurox*2@5-9T9|68.4100 腹式全子宫切除术@2T9+100:gen|NA1 1.5
schiz5|精神科|*24-64|45-58|F20.900 精神分裂症|$psy $in1 psy_first@0 psy_scale@1T10 psy_drugmon@*T9 psy_work@wT14 risperidone*0.1@*T8 cbc@28T8||TR1 2.0
hemi5|康复科|*48-80|18-26|I69.300 脑梗死后遗症;G81.900 偏瘫|$ward $in1 rehab_full@1T10^ex hemi@wT9^ex ot@wT14^ex elec_acup@wT15^ex||BY1 1.6
chem5|肿瘤科|*45-74|3-4|Z51.103 肿瘤化学治疗;C34.900 肺恶性肿瘤|$ward $in1 pemetrexed*2@1T10 carboplatin*4@1T10 ns*3@1T10 infusion@1T10 ondansetron*2@*T9 dexa*2@*T9 ns*2@*T15 infusion@*T15 ppi_iv@*T9 chemo_mix*2@1T9||RE1 0.7
burst|神经外科|*30-70|10-14|S06.500 创伤性硬膜下出血|$ward1 $in ct@0 ct@1T9 ct@5T9 mannitol*2@*T9 ns*2@*T9 infusion@*T9||BB2 1.6
cough5|全科|*20-80|0-0|J20.900 急性支气管炎|visit cbc dr ambroxol azithro||
pulp5|口腔科|*16-70|0-0|K04.000 牙髓炎|visit dent_film articaine pulp_out canal_prep||
needle5|针灸推拿科|*35-76|0-0|M54.500 腰痛|tcm_dx acup^ex tuina^ex||
"""


class Fifth(Fourth):
    """The county: its own houses on the fourth's books."""

    illnesses: ClassVar[dict[str, Illness]] = {**ILLNESSES, **read(_TEXT)}

    def __init__(self, seed: int, scale: float) -> None:
        World.__init__(self, seed, scale, items=ITEMS, houses=houses(), people=20000)
        self.happened: set[tuple[str, str]] = set()
        self.short: set[tuple[str, str]] = (
            set()
        )  # house and item of which less came in than was charged

    def house(self, key: str) -> Provider:
        """A house by its key; of several (`a,b`) any."""
        return self.providers[INDEX[self.rng.choice(key.split(","))]]

    def employed(self, p: Person, house: str, nth: int = 0) -> None:
        """A person of the register works in a house."""
        self.house(house).doctors[nth].person = p.no
        p.employer = f"E{9500 + INDEX[house]:05d}"

    def charge(self, v: Visit, key: str, when: datetime, cnt: float = 1, **how: Any) -> Line:
        """Post a charge; houses of the third grade have dearer services, by their own list."""
        item = self.items[key]
        if v.level == 3 and item.list_type == "201" and how.get("price") is None:
            how["price"] = round(item.price * 1.1, 1)
        return super().charge(v, key, when, cnt, **how)

    def bought_instead(self, v: Visit, lines: list[Line]) -> None:
        """What was charged and never came in: no box to scan, and for a soft lens a hard one."""
        super().bought_instead(v, lines)
        gone = {code for line in lines for code in line.codes}
        for rows in (self.stock.bought, self.stock.counted, self.stock.sold):
            if gone:
                rows[:] = [r for r in rows if r["drug_trac_codg"] not in gone]
        for line in lines:
            line.codes = []
            self.short.add((v.provider.code, line.item.key))

    def widen(self, names: tuple[str, ...]) -> None:
        """Where goods are short nobody can say on which bill they are missing: all of them are it."""
        for entry in self.truth:
            if entry["name"] not in names:
                continue
            pairs = [
                (v.id, ln.written.sn)
                for v in self.visits
                if v.provider.code == entry["provider"]
                for ln in v.lines
                if (v.provider.code, ln.item.key) in self.short and ln.cnt > 0
            ]
            entry["lines"] = [{"mdtrt_id": i, "feedetl_sn": sn} for i, sn in dict.fromkeys(pairs)]
            entry["encounters"] = sorted({i for i, _ in pairs})
