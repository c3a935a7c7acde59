/* ---
title: Stays whose end as a transfer or a death other records show
title_zh: 有其他记录印证的转院、死亡
scope: person
--- */
-- the way of leaving is the hospital's own word: another bed within a day and the register of deaths are not
select stay.encounter_id
from derived.stay as stay
inner join derived.stay as onward
    on
        stay.person_id = onward.person_id
        and stay.provider_id <> onward.provider_id
        and stay.started_at < onward.started_at
        -- or taken while the sender had not closed the account yet, and kept when he did
        and date_diff('day', stay.discharged_on, onward.admitted_on) <= 1
        and onward.known_until >= stay.discharged_on
        -- a stay that was taken back whole was no bed
        and not onward.is_refunded
union
select stay.encounter_id
from derived.stay as stay
inner join person on stay.person_id = person.person_id
where date_diff('day', stay.discharged_on, person.died_on) between -1 and 1
