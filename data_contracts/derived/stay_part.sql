/* ---
title: Stays that are a part of a treatment, begun in another house's bed or billed in two, with the reason
title_zh: 属于同一治疗过程一部分的住院（他院转入、跨年或换险种分段结算）
scope: person
--- */
with
cut as (
    select stay.encounter_id, earlier.encounter_id as stay_before
    from derived.stay as stay
    inner join derived.stay as earlier
        on
            stay.person_id = earlier.person_id
            and stay.provider_id = earlier.provider_id
            and earlier.started_at < stay.started_at
            and date_diff('day', earlier.discharged_on, stay.admitted_on) between 0 and 1
    inner join encounter as visit on stay.encounter_id = visit.encounter_id
    inner join encounter as visit_before on earlier.encounter_id = visit_before.encounter_id
    where
        not earlier.is_refunded
        and not stay.is_refunded
        and (
            visit.insurance <> visit_before.insurance
            or extract(year from earlier.discharged_on) < extract(year from stay.admitted_on)
            or (extract(month from stay.admitted_on) = 12 and extract(day from stay.admitted_on) = 31)
            or (extract(month from stay.admitted_on) = 1 and extract(day from stay.admitted_on) <= 2)
        )
)

-- the tests were made and the worst days spent where the patient lay before: another bed left on the day or
-- the day before shows it, nobody's own word; or left later, as the sender closes the account days after the
-- ambulance. Two beds at one time are identity.overlapping_stays; a bed at home is left for a while and kept
select stay.encounter_id, 'begun elsewhere' as reason
from derived.stay as stay
inner join derived.stay as earlier
    on
        stay.person_id = earlier.person_id
        and stay.provider_id <> earlier.provider_id
        and earlier.started_at < stay.started_at
        and date_diff('day', earlier.discharged_on, stay.admitted_on) <= 1
where
    not earlier.is_refunded
    and (
        date_diff('day', earlier.discharged_on, stay.admitted_on) >= 0
        or not coalesce(regexp_matches(earlier.department, '(家庭病床|家床)'), false)
    )
union
-- the bill was cut by order and opened anew, and the patient stayed in bed: either bill is a part
select cut.encounter_id, 'billed in parts' as reason
from cut
union
select cut.stay_before as encounter_id, 'billed in parts' as reason
from cut
