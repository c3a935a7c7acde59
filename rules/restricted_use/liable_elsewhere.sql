/* ---
title: Injury for which a third party or an employer is liable, settled by basic medical insurance
title_zh: 应由第三人或工伤保险负担的外伤费用纳入医保结算
official: none
version: 3
status: stable
certainty: suspect
subject: encounter
scope: encounter
basis: [条例15, 条例38(六), 实施细则(个人)]
loss: claim
parameters:
  third_party: {type: string, default: "^(V0[1-6]|V[1-7][2-4]|V87|V89[.]?2|X8[5-9]|X9|Y0)", note: "external causes with somebody else in them: run over, collisions of vehicles, motor accidents, assault; falls from one's own vehicle and fixed objects are not among them"}
  at_work: {type: string, default: "^((W|X[0-5])[0-9]+[.]6|Y96)", note: "external causes whose place is an industrial or building site (fourth character 6), and work-related conditions"}
  injury: {type: string, default: "^(S|T0|T1[0-4]|T2|T3|T7|T9)", note: diagnoses of an injury and of what it leaves}
  told_third_party: {type: string, default: "交通事故|车祸|(汽车|货车|轿车|客车|摩托车|电动车|机动车)(撞|碰|碾|轧)|被.{0,4}(打伤|殴|砍|刺伤|捅|撞伤)|斗殴|殴打|打架|他人(致伤|打伤|伤害)", note: "words in the name of an injury that tell of somebody else, where the external cause is not coded"}
  told_at_work: {type: string, default: "工伤|工地|上班(时|途中)|冲床|车床", note: "words in the name of an injury that tell of work"}
  told_alone: {type: string, default: "非|单方|自行|自摔|自驾|自伤|自残|自杀|否认|待排|陈旧|后遗|史$", note: "words with which such a name tells of nobody else, or of long ago"}
  basic_insurances: {type: list, default: ["310", "390"], note: "insurance codes of basic medical insurance: employees, residents"}
  youngest_at_work: {type: integer, default: 16, min: 14, max: 18, step: 1, unit: years, note: "nobody younger may be employed (Labour Law article 15)"}
  oldest_at_work: {type: integer, default: 75, min: 60, max: 90, step: 1, unit: years, note: "proposal; the older are taken for nobody's employees"}
message: "{injury} with the external cause {cause}: {liable} pays first, {insurance_en} has settled it"
message_zh: "诊断 {injury}，外部原因 {cause}：依法先由{liable_zh}负担，却由{insurance_zh}结算"
innocent_when:
  - the driver fled or cannot pay, and the fund paid in advance and will recover it
  - the patient alone was at fault, or had no employer (his own house or shop)
  - the liable party paid, and only the rest was settled
  - a child or a very old person hurt on a site, whom nobody employs (left out unless a third party is named)
innocent_when_zh:
  - 肇事方逃逸或无力支付，基金先行支付后追偿
  - 本人负全责，或无用人单位（自建房、个体经营）
  - 责任方已赔付，仅结算剩余部分
  - 儿童、高龄老人在工地或厂区受伤，无劳动关系（未填第三人外因的已排除）
verify_by:
  - the statement on the injury that the patient signed, the police report and what the insurer of the vehicle paid
  - whether the employer reported a work injury; ask the site
verify_by_zh:
  - 核对外伤情况承诺书、交通事故责任认定书及商业保险赔付
  - 向人社部门核查工伤认定，走访用人单位
tolerates: [claim, diagnosis.name, encounter.main_diagnosis, encounter.insurance, person, person.insurance, person.birth_date]
judged: select count(*) from derived.encounter_diagnosis where starts_with(code, 'S') or starts_with(code, 'T')
source: ["Social Insurance Law article 30 (what the fund does not pay)", exposure notices 2021-2026 of traffic and work injuries settled by the fund]
note: >-
  Reads the external cause that the settlement list states beside the injury, or that the name of the injury
  tells. Where neither is stated, the rule knows nothing. The region may insure a share of the costs by its own rule; at risk is all that was covered.
note_zh: 读取结算清单在损伤诊断之外填写的外因，或损伤诊断名称中写明的外因。均未写明的，无从判断。统筹地区可按当地规定先行支付一部分；疑点金额为列入医保范围的全部金额。
--- */
with
stated_cause as (
    select
        encounter_id, code as cause,
        regexp_matches(code, $third_party) as is_third_party,
        regexp_matches(code, $at_work) as is_at_work
    from derived.encounter_diagnosis
    where regexp_matches(code, $third_party) or regexp_matches(code, $at_work)
    union all
    -- the name of the injury tells what the list of causes does not
    select
        encounter_id, name as cause,
        regexp_matches(name, $told_third_party) as is_third_party,
        regexp_matches(name, $told_at_work) as is_at_work
    from diagnosis
    where
        regexp_matches(code, $injury)
        and (regexp_matches(name, $told_third_party) or regexp_matches(name, $told_at_work))
        and not regexp_matches(name, $told_alone)
),

cause as (
    select
        encounter_id,
        min(cause) as cause,
        max(case when is_third_party then 1 else 0 end) as is_third_party,
        max(case when is_at_work then 1 else 0 end) as is_at_work
    from stated_cause
    group by encounter_id
),

injured as (
    select encounter_id, min(code) as injury
    from derived.encounter_diagnosis
    where regexp_matches(code, $injury)
    group by encounter_id
),

-- who works is paid by the employer's insurance, whoever hit him; whose age is not known may work
liable as (
    select
        encounter.encounter_id, cause.cause, cause.is_third_party,
        coalesce(encounter.insurance, person.insurance) as insurance,
        case
            when
                date_diff('day', person.birth_date, cast(encounter.started_at as date)) < 365.25 * $youngest_at_work
                or date_diff('day', person.birth_date, cast(encounter.started_at as date))
                >= 365.25 * ($oldest_at_work + 1)
                then 0
            else cause.is_at_work
        end as is_at_work
    from cause
    inner join encounter on cause.encounter_id = encounter.encounter_id
    left join person on encounter.person_id = person.person_id
    where encounter.encounter_id in (select cause.encounter_id from cause) -- gate: equivalent, bounds work
)

select
    line.encounter_id as subject_id, line.provider_id, line.person_id,
    min(liable.cause) as cause,
    min(injured.injury) as injury,
    min(liable.insurance) as insurance,
    case min(liable.insurance) when '310' then '职工基本医疗保险' when '390' then '城乡居民基本医疗保险' else '险种 ' || min(liable.insurance) end as insurance_zh,
    case min(liable.insurance) when '310' then 'employees'' basic medical insurance' when '390' then 'residents'' basic medical insurance' else 'insurance ' || min(liable.insurance) end as insurance_en,
    case when max(liable.is_at_work) = 1 then 'work-injury insurance or the employer' else 'the third party' end as liable,
    case when max(liable.is_at_work) = 1 then '工伤保险或用人单位' else '第三人' end as liable_zh,
    cast(sum(line.covered_amount) as decimal(18, 2)) as amount_at_risk,
    list(line.claim_line_id) as claim_line_ids,
    [line.encounter_id] as encounter_ids,
    min(line.charged_on) as occurred_from,
    max(line.charged_on) as occurred_to
from liable
inner join injured on liable.encounter_id = injured.encounter_id
inner join derived.net_claim_line as line on liable.encounter_id = line.encounter_id
where
    (liable.is_third_party = 1 or liable.is_at_work = 1)
    and list_contains($basic_insurances, liable.insurance)
    and line.covered_amount > 0
group by line.encounter_id, line.provider_id, line.person_id
