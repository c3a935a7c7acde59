/* ---
title: Two drugs of one class prescribed on one day
title_zh: 重复开药（同分类药品）
official: GZ10000301006000
version: 11
status: stable
certainty: suspect
subject: person
identity: [drug_class, charged_on, provider_id]
scope: person
joins: written
basis: [条例15, 条例38(二)]
tolerates: [claim_line.original_line_id, claim_line.covered_amount, claim_line.item_name, encounter.main_diagnosis, encounter.is_newborn, encounter.department, diagnosis, diagnosis.code, diagnosis.encounter_id, drug_class_combined, drug_therapy_class]
evidence: {kept: {claim_line: kept_line_ids}}
parameters:
  min_drugs: {type: integer, default: 2, min: 2, step: 1, unit: different drugs}
  class_characters: {type: integer, default: 5, min: 1, max: 7, step: 1, unit: characters of the classification, note: the chemical group}
  combined: {type: list, default: [A10A, B02B, B05, D, J04A, J05A, J06, J07, L01, N03A, R03, S01, V], note: "classes that are combined by rule: insulins, clotting factors, infusions, skin, tuberculosis, antivirals, sera and vaccines against different agents, oncology, epilepsy, inhalers, eyes, various"}
  salt_or_form: {type: string, default: "(单|二)?(盐酸|硫酸|马来酸|苯磺酸|门冬氨酸|甲磺酸|酒石酸|富马酸|枸橼酸|磷酸|醋酸|琥珀酸|氢溴酸|苹果酸|叔丁胺|酯|钙钠|钠|钙|钾|镁|锌)盐?|缓释|控释|肠溶|分散|咀嚼|口崩|双层|薄膜衣|片|软?胶囊|颗粒|口服(溶液|混悬)?液?|干混悬剂|滴丸|注射(用|液)", note: what of a drug's name says no more than its salt and its form}
message: "{drugs} drugs of class {drug_class} on {charged_on}: {item_names}{knowledge_note}"
message_zh: "{charged_on} 同属{class_zh}（{drug_class}）的药品 {drugs} 种：{item_names_zh}{knowledge_note_zh}"
innocent_when:
  - one drug was replaced by the other on that day (left out where the one was fetched before and never again, the other never before and later again)
  - drugs that are one treatment together, as after a stent or against H. pylori (left out as drug_class_combined lists them)
  - a drug of the newborn under the number of a parent (left out where flag, diagnosis or ward tell)
  - one compound under two codes, as another salt or named from its other end (left out, told by the names)
  - a compound whose parts belong together, a short and a long acting form
innocent_when_zh:
  - 当日换药（此前只取前药、此后只取后药的已排除）
  - 联合用药方案，如支架术后双联抗血小板、幽门螺杆菌四联（参考表 drug_class_combined 所列已排除）
  - 新生儿用母亲账户取药（标志、诊断、科室可见者已排除）
  - 同一复方的不同盐型或成分先后次序不同的名称（按名称识别，已排除）
  - 复方组成药、短效与长效剂型联用
verify_by:
  - the prescriptions, and when the first drug was stopped
verify_by_zh:
  - 核对处方和停药时间
note: Outpatients, emergencies and pharmacies. Pairs that drug_class_combined lists are one treatment. The class is the fourth level of the classification within the national drug code, the drug its next five characters; a drug of a house's own code has the class of its name in drug_therapy_class. Two preparations of one substance are one drug. The dearest drug of the class is taken as meant; the others are at risk. Of several houses the first to give one of them could not know of the others, so the later ones are at risk, and where nothing tells who came later no house is named.
note_zh: 只看门急诊和药店。药品分类取国家药品编码中的 ATC 四级，未用国家编码的按参考表 drug_therapy_class 的名称归类；同一成分的不同制剂视为一种药；保留金额最高的一种，其余为疑点。涉及多家机构的，最先开药的机构无从知晓他处用药，以后开的为疑点；无法分辨先后的，只列参保人。
--- */
with
charged_item as (
    select item_code, coalesce(item_name, '') as item_name
    from derived.charged_item
    where category = 'western_drug' -- gate: equivalent, bounds work
    group by item_code, item_name
),

-- what the published list says of a drug of that name, strength and brackets left out
listed_item as (
    select
        charged_item.item_code, charged_item.item_name, listed.substance, listed.drug_class,
        listed.valid_from, listed.valid_to,
        case when coalesce(listed.confidence, 'sure') <> 'sure' then 1 else 0 end as is_doubted
    from charged_item
    inner join drug_therapy_class as listed
        on regexp_replace(charged_item.item_name, '[^一-龥].*$', '') = listed.item_name
),

-- drugs whose code holds a classification, of classes not combined by rule; of others the listed class
drug_item as (
    select item_code, item_name, drug_class, drug, valid_from, valid_to, is_doubted
    from (
        select
            item_code, item_name,
            substr(item_code, 2, $class_characters) as drug_class,
            substr(item_code, 1, 10) as drug,
            cast(null as date) as valid_from, cast(null as date) as valid_to, 0 as is_doubted
        from charged_item
        -- letter of the kind, then a classification: A10BA and the like
        where regexp_matches(item_code, '^X[A-Z][0-9][0-9][A-Z][A-Z]')
        union all
        select
            item_code, item_name, substr(drug_class, 1, $class_characters) as drug_class,
            substance as drug, valid_from, valid_to, is_doubted
        from listed_item
        where not regexp_matches(item_code, '^X[A-Z][0-9][0-9][A-Z][A-Z]')
    ) as item
    where
        not list_contains($combined, substr(drug_class, 1, 1))
        and not list_contains($combined, substr(drug_class, 1, 3))
        and not list_contains($combined, substr(drug_class, 1, 4))
),

shared_class as (
    select drug_class
    from drug_item
    group by drug_class
    having count(distinct drug) >= $min_drugs -- gate: equivalent, bounds work
),

shared_item as (
    select distinct drug_item.item_code
    from drug_item
    semi join shared_class -- gate: equivalent, bounds work
        on drug_item.drug_class = shared_class.drug_class -- gate: equivalent, bounds work
),

-- days with more than one of them, on a ward too and before anything is taken out
several as (
    select line.person_id, drug_item.drug_class, cast(line.charged_at as date) as charged_on
    from claim_line as line
    inner join drug_item
        on
            line.item_code = drug_item.item_code -- gate: equivalent, bounds work
            and coalesce(line.item_name, '') = drug_item.item_name -- gate: equivalent, bounds work
    semi join shared_class -- gate: equivalent, bounds work
        on drug_item.drug_class = shared_class.drug_class -- gate: equivalent, bounds work
    where line.item_code in (select shared_item.item_code from shared_item) -- gate: equivalent, bounds work
    group by line.person_id, drug_item.drug_class, cast(line.charged_at as date)
    having min(drug_item.drug) <> max(drug_item.drug) -- gate: equivalent, bounds work
),

several_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id,
        drug_item.drug_class, drug_item.drug, line.item_name, line.charged_at, line.charged_on, line.covered_amount,
        drug_item.is_doubted
    from derived.net_line_scan as line
    inner join drug_item
        on line.item_code = drug_item.item_code and coalesce(line.item_name, '') = drug_item.item_name
    semi join several -- gate: equivalent, bounds work
        on
            line.person_id = several.person_id -- gate: equivalent, bounds work
            and drug_item.drug_class = several.drug_class -- gate: equivalent, bounds work
            and line.charged_on = several.charged_on -- gate: equivalent, bounds work
    where
        line.person_id in (select person_id from several) -- gate: equivalent, bounds work
        and line.item_code in (select item_code from shared_item) -- gate: equivalent, bounds work
        and line.category = 'western_drug'
        and line.charged_on >= coalesce(drug_item.valid_from, date '1900-01-01')
        and line.charged_on < coalesce(drug_item.valid_to, date '2200-01-01')
        -- what the fund does not cover costs it nothing
        and coalesce(line.covered_amount, line.amount) > 0
    -- of two editions that are both in force the later one holds, and the line counts once
    qualify
        row_number() over (
            partition by line.claim_line_id order by drug_item.valid_from desc nulls last, drug_item.is_doubted, drug_item.drug
        ) = 1
),

-- the visits of these few are looked at last
visit as (
    select encounter.encounter_id, encounter.class, encounter.is_newborn, encounter.main_diagnosis, encounter.department
    from encounter
    semi join several_line -- gate: equivalent, bounds work
        on encounter.encounter_id = several_line.encounter_id -- gate: equivalent, bounds work
),

drug_line as (
    select
        line.claim_line_id, line.encounter_id, line.person_id, line.provider_id, line.drug_class, line.drug,
        line.item_name, line.charged_at, line.charged_on, line.covered_amount, line.is_doubted
    from several_line as line
    inner join visit on line.encounter_id = visit.encounter_id
    where
        visit.class <> 'inpatient'
        -- a child without a number of its own is another body than the parent whose number it has
        and not (
            coalesce(visit.is_newborn, false)
            or regexp_matches(coalesce(visit.main_diagnosis, ''), '^(P|Z38)')
            or regexp_matches(coalesce(visit.department, ''), '新生儿')
        )
),

drug_day as (
    select
        person_id, drug_class, charged_on, drug,
        concat(person_id, ' ', drug_class, ' ', cast(charged_on as varchar)) as class_day,
        min(item_name) as item_name
    from drug_line
    group by person_id, drug_class, charged_on, drug
),

-- two drugs of the class on one day
pair as (
    select
        drug_one.class_day, drug_one.person_id, drug_one.drug_class, drug_one.charged_on, drug_one.drug as drug_one, drug_two.drug as drug_two,
        coalesce(drug_one.item_name, '') as name_one, coalesce(drug_two.item_name, '') as name_two,
        concat(drug_one.class_day, ' ', drug_one.drug, ' ', drug_two.drug) as pair_key
    from drug_day as drug_one
    inner join drug_day as drug_two
        on
            drug_one.class_day = drug_two.class_day
            and drug_one.drug < drug_two.drug -- gate: equivalent, a pair turned round is the same pair
),

-- what such persons have, in whichever visit it stands: a shop often writes none
fetched_for as (
    select distinct encounter.person_id, stated.code
    from encounter
    inner join derived.encounter_diagnosis as stated on encounter.encounter_id = stated.encounter_id
    where encounter.person_id in (select pair.person_id from pair) -- gate: equivalent, bounds work
),

-- when such persons fetched each drug first and last
history as (
    select
        line.person_id, drug_item.drug,
        min(line.charged_on) as first_on, max(line.charged_on) as last_on
    from derived.net_line_scan as line
    inner join drug_item on line.item_code = drug_item.item_code
    where
        line.person_id in (select pair.person_id from pair) -- gate: equivalent, bounds work
        and line.item_code in (select shared_item.item_code from shared_item) -- gate: equivalent, bounds work
    group by line.person_id, drug_item.drug
),

-- the one was fetched before and for the last time, the other for the first time and again later
replaced_pair as (
    select distinct pair.pair_key
    from pair
    inner join history as one
        on pair.person_id = one.person_id and pair.drug_one = one.drug
    inner join history as two
        on pair.person_id = two.person_id and pair.drug_two = two.drug
    where
        (
            one.first_on < pair.charged_on and one.last_on = pair.charged_on
            and two.first_on = pair.charged_on and two.last_on > pair.charged_on
        )
        or (
            two.first_on < pair.charged_on and two.last_on = pair.charged_on
            and one.first_on = pair.charged_on and one.last_on > pair.charged_on
        )
),

-- names without strength, salt and form; the parts of a compound may stand apart
bare_pair as (
    select
        pair_key,
        regexp_replace(regexp_replace(regexp_replace(name_one, '[/+·、-]', '', 'g'), '[^一-龥].*$', ''), $salt_or_form, '', 'g') as name_one,
        regexp_replace(regexp_replace(regexp_replace(name_two, '[/+·、-]', '', 'g'), '[^一-龥].*$', ''), $salt_or_form, '', 'g') as name_two
    from pair
),

-- two preparations of one drug, whatever their codes; a compound is named from either end
same_substance as (
    select distinct pair.pair_key
    from pair
    inner join listed_item as first_listed on pair.name_one = first_listed.item_name
    inner join listed_item as second_listed
        on pair.name_two = second_listed.item_name and first_listed.substance = second_listed.substance
    union
    select pair_key
    from bare_pair
    where
        length(name_one) = length(name_two)
        and replace(name_one || name_one, name_two, '') <> name_one || name_one
),

-- pairs that are one treatment
combined_pair as (
    select distinct pair.pair_key
    from pair
    inner join drug_class_combined as listed
        on
            starts_with(pair.drug_class, listed.drug_class)
            and pair.charged_on >= coalesce(listed.valid_from, date '1900-01-01')
            and pair.charged_on < coalesce(listed.valid_to, date '2200-01-01')
            and (
                (
                    regexp_matches(pair.name_one, coalesce(listed.first_pattern, ''))
                    and regexp_matches(pair.name_two, coalesce(listed.second_pattern, ''))
                )
                or (
                    regexp_matches(pair.name_two, coalesce(listed.first_pattern, ''))
                    and regexp_matches(pair.name_one, coalesce(listed.second_pattern, ''))
                )
            )
    left join fetched_for on pair.person_id = fetched_for.person_id
    where regexp_matches(coalesce(fetched_for.code, ''), coalesce(listed.diagnosis_pattern, ''))
),

doubled_pair as (
    select pair.class_day, pair.drug_one, pair.drug_two
    from pair
    anti join combined_pair as combined on pair.pair_key = combined.pair_key
    anti join same_substance on pair.pair_key = same_substance.pair_key
    anti join replaced_pair on pair.pair_key = replaced_pair.pair_key
),

doubled as (
    select concat(class_day, ' ', drug_one) as drug_key from doubled_pair
    union
    select concat(class_day, ' ', drug_two) as drug_key from doubled_pair
),

-- one row per such drug and house that gave it that day
house_drug as (
    select
        line.person_id, line.drug_class, line.charged_on, line.drug, line.provider_id,
        concat(line.person_id, ' ', line.drug_class, ' ', cast(line.charged_on as varchar)) as class_day,
        min(line.item_name) as item_name,
        min(line.charged_at) as first_at,
        -- the first and the last second of a day stand for a date without a time
        max(case
            when cast(epoch(line.charged_at) as bigint) % 86400 not in (0, 86399) then 0
            else 1
        end) as is_date_only,
        sum(line.covered_amount) as covered_amount,
        max(line.is_doubted) as is_doubted,
        list(line.claim_line_id) as claim_line_ids,
        list(line.encounter_id) as encounter_ids
    from drug_line as line
    inner join doubled
        on
            concat(line.person_id, ' ', line.drug_class, ' ', cast(line.charged_on as varchar), ' ', line.drug)
            = doubled.drug_key
    group by line.person_id, line.drug_class, line.charged_on, line.drug, line.provider_id
),

timed as (
    select
        person_id, drug_class, charged_on, drug, provider_id, class_day, item_name, first_at, covered_amount,
        is_doubted, claim_line_ids, encounter_ids,
        min(provider_id) over (partition by class_day) <> max(provider_id) over (partition by class_day) as is_of_several,
        min(first_at) over (partition by class_day) as day_first_at,
        max(is_date_only) over (partition by class_day) as is_date_only,
        count(drug) over (partition by class_day, provider_id) as drugs_here
    from house_drug
),

-- the house that was there first could not know what others would give; of several at once nobody tells
placed as (
    select
        person_id, drug_class, charged_on, drug, provider_id, class_day, item_name, covered_amount,
        is_doubted, claim_line_ids, encounter_ids, is_of_several, drugs_here,
        case
            when
                is_date_only = 0
                and min(case when first_at = day_first_at then provider_id end) over (partition by class_day)
                = max(case when first_at = day_first_at then provider_id end) over (partition by class_day)
                then min(case when first_at = day_first_at then provider_id end) over (partition by class_day)
        end as first_house
    from timed
),

-- one row per drug, the one that may stand first: the first house's, else the dearest
ranked as (
    select
        class_day, drug,
        row_number() over (
            partition by class_day
            order by max(case when provider_id = first_house then 1 else 0 end) desc, sum(covered_amount) desc, drug
        ) as nth,
        count(drug) over (partition by class_day) as drugs,
        min(min(item_name)) over (partition by class_day) as first_name,
        max(min(item_name)) over (partition by class_day) as last_name
    from placed
    group by class_day, drug
),

judged as (
    select
        placed.person_id, placed.drug_class, placed.charged_on, placed.class_day, placed.covered_amount,
        placed.claim_line_ids, placed.encounter_ids,
        max(placed.is_doubted) over (partition by placed.class_day) as is_doubted,
        ranked.nth, ranked.drugs, ranked.first_name, ranked.last_name,
        case
            when not placed.is_of_several or placed.first_house is not null or placed.drugs_here > 1
                then placed.provider_id
        end as named_id,
        list(placed.claim_line_ids) filter (where ranked.nth = 1) over (partition by placed.class_day) as kept_line_ids,
        list(placed.encounter_ids) filter (where ranked.nth = 1) over (partition by placed.class_day) as kept_encounter_ids
    from placed
    inner join ranked on placed.class_day = ranked.class_day and placed.drug = ranked.drug
    where ranked.drugs >= $min_drugs
)

select
    judged.person_id as subject_id, judged.person_id, judged.drug_class, judged.charged_on,
    coalesce(min(called.class_name), '同一分类') as class_zh,
    judged.named_id as provider_id,
    max(drugs) as drugs,
    min(first_name) || ', ' || max(last_name) as item_names,
    min(first_name) || '、' || max(last_name) as item_names_zh,
    case when max(is_doubted) = 1 then '; the class is a proposal, to be confirmed first' else '' end as knowledge_note,
    case when max(is_doubted) = 1 then '；药品分类为推定，须先确认' else '' end as knowledge_note_zh,
    cast(sum(covered_amount) as decimal(18, 2)) as amount_at_risk,
    flatten(list(claim_line_ids)) as claim_line_ids,
    list_distinct(flatten(flatten(list(kept_line_ids)))) as kept_line_ids,
    list_distinct(flatten([flatten(list(encounter_ids)), flatten(flatten(list(kept_encounter_ids)))])) as encounter_ids,
    charged_on as occurred_from,
    charged_on as occurred_to
from judged
left join (
    select substr(drug_class, 1, $class_characters) as drug_class, min(class_name) as class_name
    from drug_therapy_class
    group by substr(drug_class, 1, $class_characters)
) as called on judged.drug_class = called.drug_class
where nth > 1
group by judged.person_id, judged.drug_class, judged.charged_on, judged.named_id
