/* ---
title: Stays heaped up on one length
title_zh: 住院天数异常堆积
official: none
version: 6
status: draft
certainty: suspect
subject: provider
identity: [length_days, year]
scope: all
basis: [条例15, 条例38(一)]
loss: claim
evidence: {context: {encounter: example_ids}}
parameters:
  least_stays: {type: integer, default: 30, min: 10, max: 1000, step: 1, unit: stays of the year}
  least_peers: {type: integer, default: 3, min: 2, max: 100, step: 1, unit: peers}
  least_share: {type: decimal, default: 0.4, min: 0.1, max: 1, step: 0.1, unit: of the stays have the one length, note: "a proposal"}
  least_ratio: {type: decimal, default: 4, min: 2, max: 100, step: 1, unit: times the peers' odds of that length, note: "a proposal; odds, since a share cannot be three times one above a third"}
  most_spread: {type: decimal, default: 0.25, min: 0.05, max: 1, step: 0.1, unit: coefficient of variation of the lengths, note: "a proposal; the catalogue names 0.2"}
message: "{same_length} of {stays} stays of {year} [same_length:lasts|last] {length_days} days ({share_percent}%; peers {peers_percent}%); {examples} of them to draw, the last of each disease first"
message_zh: "{year} 年 {stays} 例住院中 {same_length} 例均为 {length_days} 天（{share_percent}%，同级 {peers_percent}%）；附其中 {examples} 例（各病种最近的优先），供调阅病历"
innocent_when:
  - payment by the day, courses of fixed length
  - one operation makes up most of the work
innocent_when_zh:
  - 按床日付费、疗程固定
  - 单一术式为主的专科
verify_by:
  - discharge orders, written on the same day of the stay whatever the course
  - rules of the house on length of stay, bonus rules
verify_by_zh:
  - 核对出院医嘱与病情是否相符
  - 查阅院内住院天数考核及奖惩规定
tolerates: [encounter.is_newborn, encounter.department, encounter.main_diagnosis, provider.specialty, provider.level, readmission_innocent, procedure, person.birth_date]
judged: select count(distinct provider_id) from derived.stay where not is_open and not is_refunded
source: [rule catalogue los_boundary_pileup]
note: "Draft: no published threshold; a share does not say which stay is wrong, five of that length are named to be drawn, of as many diseases as there are."
note_zh: 草案：尚无公布的阈值；占比不能说明哪一次住院有误，只附 5 例该天数的病例作为参照，病种尽量不同，供调阅病历。
--- */
with
single_stay as (
    select
        stay.encounter_id, stay.diagnosis_category,
        stay.provider_id, coalesce(stay.provider_level, 0) as provider_level,
        coalesce(peer.specialty, 'general') as provider_specialty,
        stay.length_days, stay.admitted_on, stay.discharged_on,
        cast(extract(year from stay.discharged_on) as integer) as year
    from derived.stay as stay
    -- a specialty that the register lacks stands in the name
    left join derived.provider_peer as peer on stay.provider_id = peer.provider_id
    -- psychiatric, rehabilitation and nursing houses are compared with their like, not left out
    anti join derived.repeat_course_stay as course
        on
            stay.encounter_id = course.encounter_id
            and course.reason not in ('psychiatric', 'rehabilitation', 'hospice', 'per_diem', 'ward')
    where
        not stay.is_open -- gate: equivalent, a stay without an end has no year
        and not stay.is_refunded
),

by_length as (
    select
        provider_id, provider_level, provider_specialty, year, length_days,
        count(*) as same_length, min(admitted_on) as first_day, max(discharged_on) as last_day
    from single_stay
    group by provider_id, provider_level, provider_specialty, year, length_days
),

-- one row per provider, year and length; nth 1 is the provider's most frequent length
ranked as (
    select
        provider_id, provider_level, provider_specialty, year, length_days, same_length,
        row_number() over (partition by provider_id, year order by same_length desc, length_days asc) as nth,
        sum(same_length) over of_provider as stays,
        sum(same_length * length_days) over of_provider * 1.0 / sum(same_length) over of_provider as mean_days,
        sum(same_length * length_days * length_days) over of_provider * 1.0 / sum(same_length) over of_provider
            as mean_square,
        min(first_day) over of_provider as first_day,
        max(last_day) over of_provider as last_day,
        sum(same_length) over (partition by provider_level, provider_specialty, year) as group_stays,
        sum(same_length) over (partition by provider_level, provider_specialty, year, length_days) as group_same_length
    from by_length
    window of_provider as (partition by provider_id, year)
),

-- the peers are the group without the provider itself
compared as (
    select
        provider_id, year, length_days, stays, same_length, first_day, last_day,
        same_length * 1.0 / stays as own_share,
        sqrt(greatest(mean_square - mean_days * mean_days, 0)) / mean_days as spread,
        count(*) over (partition by provider_level, provider_specialty, year) - 1 as peers,
        (group_same_length - same_length) * 1.0 / nullif(group_stays - stays, 0) as peers_share
    from ranked
    where nth = 1
),

unlike as (
    select provider_id, year, length_days, stays, same_length, peers, own_share, peers_share, first_day, last_day
    from compared
    where
        stays >= $least_stays
        and peers >= $least_peers
        and own_share >= $least_share
        and own_share * (1 - peers_share) >= $least_ratio * peers_share * (1 - own_share)
        -- where every stay of all houses has the one length nobody stands out
        and own_share > peers_share
        and spread <= $most_spread
),

of_disease as (
    select
        stay.provider_id, stay.year, stay.length_days, stay.encounter_id, stay.discharged_on,
        row_number() over (
            partition by stay.provider_id, stay.year, stay.length_days, stay.diagnosis_category
            order by stay.discharged_on desc, stay.encounter_id
        ) as nth_of_disease
    from single_stay as stay
    semi join unlike
        on stay.provider_id = unlike.provider_id -- gate: equivalent, bounds work
        and stay.year = unlike.year -- gate: equivalent, bounds work
        and stay.length_days = unlike.length_days
),

-- the last stay of each disease before a second of any
example as (
    select
        provider_id, year, length_days, encounter_id,
        row_number() over (
            partition by provider_id, year, length_days order by nth_of_disease, discharged_on desc, encounter_id
        ) as nth
    from of_disease
)

select
    unlike.provider_id as subject_id, unlike.provider_id, unlike.year, unlike.length_days, unlike.stays,
    unlike.same_length, unlike.peers,
    cast(round(unlike.own_share * 100, 1) as decimal(5, 1)) as share_percent,
    cast(round(unlike.peers_share * 100, 1) as decimal(5, 1)) as peers_percent,
    cast(null as decimal(18, 2)) as amount_at_risk,
    cast([] as varchar[]) as claim_line_ids,
    list(example.encounter_id) as example_ids, count(*) as examples,
    unlike.first_day as occurred_from, unlike.last_day as occurred_to
from unlike
-- a provider and year have one length here
inner join example on unlike.provider_id = example.provider_id and unlike.year = example.year and example.nth <= 5
group by
    unlike.provider_id, unlike.year, unlike.length_days, unlike.stays, unlike.same_length, unlike.peers,
    unlike.own_share, unlike.peers_share, unlike.first_day, unlike.last_day
