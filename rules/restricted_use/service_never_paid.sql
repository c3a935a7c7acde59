/* ---
title: Services and goods that no basic insurance pays, settled by the fund
title_zh: 基本医保不予支付的服务设施、非疾病治疗项目纳入医保结算
official: none
version: 1
status: stable
certainty: suspect
subject: encounter
identity: [item_code, item_name]
scope: encounter
basis: [条例15, 条例38(六)]
parameters:
  living:
    {type: string, default: "^(家属|住院)?(陪护|陪伴|陪人|陪床|陪住|护工|免陪照护)|^(病人|患者|住院|营养|基本)*(膳食|伙食|餐|餐饮)费|(电视|电话|电冰箱|洗理|理发|洗衣)费|病历(本|工本|复印)|(就诊卡|磁卡|腕带)工本费|尸体(料理|存放|冷藏)|太平间", note: "names of services for living and of papers"}
  looks:
    {type: string, default: "美容|整容|隆鼻|隆胸|隆乳|重睑术|双眼皮|祛斑|脱毛|吸脂|减肥|健美|增高|近视.*(激光|手术|矫正)|(激光|全飞秒|半飞秒).*近视", note: "names of what is done for looks, and of the correction of sight"}
  aids:
    {type: string, default: "^(活动|可摘|固定|局部|全口|种植|烤瓷|磁性)*义齿(修复|安装|制作|费|$)|^镶牙|^(口腔)?种植(牙|体植入)|牙齿美白|冷光美白|^(固定|活动|隐形|牙列|错.)*(正畸|矫治器)(治疗|费|$)|^(助听器|义眼片|假肢|拐杖|按摩器|药枕|健脑器)", note: "names of false teeth, hearing aids and the like"}
  special:
    {type: string, default: "^(健康|入职|招工|婚前|出国|单位|驾驶员|学生)*(体检|体格检查)(费|套餐|$)|^预防接种|(伤残|司法|医疗事故|亲子|劳动能力)鉴定|^(特需|VIP|点名|加急)|点名手术|加急费|健康咨询费?$|医疗咨询费?$", note: "names of check-ups, of findings for courts and of service beyond the ordinary"}
  payable:
    {type: string, default: "(美容|整形|正畸|种植|体检|特需)[^费术]{0,4}(科|病区|中心)|非(美容|特需)|无陪", note: "phrases in which such a word is the name of a ward, or is denied"}
message: "{item_name} ({kind}) is paid by no basic insurance and was settled: {lines} lines"
message_zh: "{item_name_zh} 属{kind_zh}，基本医保不予支付，已纳入医保结算 {lines} 条"
innocent_when:
  - the region's catalogue pays for the item, as some do for false teeth of the old
  - a name of the house's own that stands for something payable
innocent_when_zh:
  - 当地诊疗项目目录已纳入支付（如部分地区的老年人义齿）
  - 院内自定名称，实际为可支付项目
verify_by:
  - the catalogue of services of the region, with the class of the item
  - what was done, and who paid for it
verify_by_zh:
  - 查当地诊疗项目和服务设施目录的支付类别
  - 核对实际提供的服务及付费情况
source: ["national scope of services that basic insurance does not pay (1999), from memory", own addition from published reports of inspections]
note: >-
  Read are the national name and the house's own: who settles what he calls a nurse's aid as nursing has swapped it. Drugs are
  not read; ambulances, a child's massage, heating and cooling are paid in many regions and are left to them.
note_zh: 医保名称与院内名称均读取：院内名称为此类项目而按其他项目结算的，为串换。药品不读；救护车、取暖降温、婴儿抚触等各地规定不一，未列。
tolerates: [claim_line.local_item_name, claim_line.covered_amount]
--- */
with
-- names are few, lines are many
named_item as (
    select
        item_name, local_item_name,
        concat_ws(' ', item_name, local_item_name) as names,
        case
            when regexp_matches(item_name, $living) or regexp_matches(local_item_name, $living) then 'living'
            when regexp_matches(item_name, $looks) or regexp_matches(local_item_name, $looks) then 'looks'
            when regexp_matches(item_name, $aids) or regexp_matches(local_item_name, $aids) then 'aids'
            when regexp_matches(item_name, $special) or regexp_matches(local_item_name, $special) then 'special'
        end as kind
    from derived.charged_item
),

never_paid as (
    select distinct item_name, coalesce(local_item_name, '') as local_item_name, kind
    from named_item
    where
        kind is not null
        and not regexp_matches(names, $payable)
)

select
    line.encounter_id as subject_id,
    min(line.provider_id) as provider_id,
    min(line.person_id) as person_id,
    line.item_code, line.item_name,
    case
        when max(never_paid.local_item_name) in ('', line.item_name) then line.item_name
        else line.item_name || '（院内名称：' || max(never_paid.local_item_name) || '）'
    end as item_name_zh,
    case min(never_paid.kind)
        when 'living' then 'living and papers' when 'looks' then 'looks' when 'aids' then 'aids' else 'beyond the ordinary'
    end as kind,
    case min(never_paid.kind)
        when 'living' then '生活服务及杂费' when 'looks' then '美容、矫形' when 'aids' then '义齿、助听器等' else '体检、鉴定、特需'
    end as kind_zh,
    count(line.claim_line_id) as lines,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from derived.net_claim_line as line
inner join never_paid
    on line.item_name = never_paid.item_name and coalesce(line.local_item_name, '') = never_paid.local_item_name
where
    line.item_name in (select item_name from never_paid) -- gate: equivalent, bounds work
    -- what the fund does not cover costs it nothing
    and line.covered_amount > 0
    and line.category not in ('western_drug', 'patent_tcm', 'herbal_piece')
group by line.encounter_id, line.item_code, line.item_name
