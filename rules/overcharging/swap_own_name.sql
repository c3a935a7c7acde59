/* ---
title: The house's own name says a plainer thing than the item that was settled
title_zh: 院内名称与结算项目不符（以普通项目、非医疗商品串换医保项目）
official: GZ10000201002000
version: 6
status: stable
certainty: suspect
subject: encounter
identity: [item_code, local_item_name]
scope: encounter
basis: [条例38(四), 条例15]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim.original_claim_id]
parameters:
  goods: {type: string, default: "保健|养生|美容|面膜|洗发|沐浴|牙膏|香皂|化妆|护肤|礼盒|礼品|大米|食用油|花生油|菜籽油|调和油|燕窝|海参|种植牙|种植义齿|牙齿美白|冷光美白|祛斑|除皱|玻尿酸|水光针|蛋白粉|奶粉|月饼|红酒|白酒|茶叶|足疗|采耳|汗蒸|纸巾|洗衣|被褥|轮椅租|代步车"}
  clinics_for_health: {type: string, default: "妇幼保健|儿童保健|儿保|保健院|保健科|孕产保健|干部保健|保健病房|保健床|蛋白粉针|蛋白粉剂|整蛋白粉|(新生儿|婴儿|小儿)沐浴|病足疗|(围产期?|围生期?|孕前|孕早期|孕期|产前)保健(检查|监测|访视|门诊|指导|咨询|建档)?|保健门诊|(酮康唑|二硫化硒|采乐|希尔生).{0,6}洗发|美容(缝|线|针)|(中药|药物?)沐浴", note: "phrases in which such a word means care: departments, powders for injection, a newborn's bath, the foot of diabetics, antenatal care, medicated lotions for the scalp, the fine thread for wounds of the face, a bath of herbs"}
  plain: {type: string, default: "洁治|洗牙|洁牙|冰袋|冰敷|普通|普食|常规型|非涂层|无涂层|裸支架|不带药|标准型"}
  dear: {type: string, default: "刮治|冷疗|涂层|洗脱|载药|药物|层流|洁净|监护|重症|特需|进口|可吸收|可降解|抗菌|防粘连|陶瓷|钛|镀银|超声刀|机器人|三维|增强|精密|加压"}
message: "{local_item_name} was settled as {item_name}: {lines} lines"
message_zh: "院内名称“{local_item_name}”按“{item_name}”结算，{lines} 条"
innocent_when:
  - the word stands in the national name too (left out)
  - a department, antenatal care, a powder for injection, a newborn's bath, a medicated lotion for the scalp, a bath of herbs or the fine thread for a wound is meant (left out)
  - the house's list kept an old name and what was given is the item settled
innocent_when_zh:
  - 医保名称中同样含有该词（已排除）
  - 所含词语指科室、孕期保健、注射用粉针、新生儿沐浴、头皮用药物洗剂、药浴或伤口美容缝线（已排除）
  - 院内目录沿用旧名，实际提供的即为结算项目
verify_by:
  - the house's mapping table, its price list and the goods or bed of that day
  - the delivery notes of the consumable, with type and article number
verify_by_zh:
  - 核对院内与医保对照表、院内价目表及当日实际提供的项目
  - 核对耗材随货单的规格型号、注册证号
note: >-
  Two kinds of words are read. Goods, wellness and what is done for looks or paid by nobody (implanted teeth, whitening, freckles) in the house's own name and not in the national one, whatever the
  item. And a plain word in the own name where the national name has a dear word that the own name lacks: an ordinary
  bed as a laminar-flow bed, an ordinary balloon as a coated one. Names that merely differ are catalog_swap_name's.
  What may remain is the difference of the prices where something payable was given; the amount is what was covered.
note_zh: 院内名称含商品、保健、医学美容、种植牙类词语而医保名称不含的列出；院内名称含“普通”等词，医保名称含其所无的“涂层、层流”等高价词的列出。金额为医保纳入额；如确有可支付的低价项目，损失为差价。
--- */
with
-- distinct pairs of names are few, lines are many
named as (
    select item_name, local_item_name
    from derived.charged_item
    where local_item_name <> item_name -- gate: equivalent, equal names differ in no word
    group by item_name, local_item_name
),

swapped as (
    select item_name, local_item_name
    from named
    where
        (
            regexp_matches(regexp_replace(local_item_name, $clinics_for_health, '', 'g'), $goods)
            and not regexp_matches(item_name, $goods)
        )
        or (
            regexp_matches(local_item_name, $plain)
            and not regexp_matches(item_name, $plain)
            and regexp_matches(item_name, $dear)
            and not regexp_matches(local_item_name, $dear)
        )
)

select
    line.encounter_id as subject_id, line.encounter_id, line.provider_id, line.person_id, line.item_code,
    line.item_name, line.local_item_name,
    count(line.claim_line_id) as lines,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from derived.net_claim_line as line
inner join swapped
    on line.item_name = swapped.item_name and line.local_item_name = swapped.local_item_name
-- what the fund does not cover costs it nothing
where line.covered_amount > 0
group by
    line.encounter_id, line.provider_id, line.person_id, line.item_code, line.item_name, line.local_item_name
