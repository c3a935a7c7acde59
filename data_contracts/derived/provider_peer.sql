/* ---
title: Each provider with what says whom it can be compared with, kind, level and specialty
title_zh: 机构可比类别（类型、等级、专科）
scope: provider
--- */
-- a specialty that is not filled in stands in the name; 'other' holds eyes and teeth, which are not
-- each other's peers
with called as (
    select
        provider.provider_id, provider.kind, provider.level, provider.specialty,
        provider.region_code, provider.approved_beds,
        -- a street or a town called after a house says where the provider is, not what it does
        regexp_replace(
            provider.name,
            '(中医|国医|康复|疗养院?|养老|妇幼|妇产|儿童|口腔|眼科|肿瘤|精神|结核|传染病)[东南西北中一二三]?(大街|大道|路|街|巷|胡同|镇|乡|村)', '', 'g'
        ) as name
    from provider
),

named as (
    select
        provider.provider_id, provider.kind, provider.level, provider.specialty,
        provider.region_code, provider.approved_beds,
        case
            when provider.kind = 'pharmacy' then 'general'
            when regexp_matches(provider.name, '(中医|中西医|国医|骨伤|针灸|推拿|蒙医|藏医|民族医药|民族医医院)') then 'tcm'
            when regexp_matches(provider.name, '(精神|安定医院|安康医院|脑科医院|心理|康宁医院)') then 'psychiatric'
            when regexp_matches(provider.name, '(血液透析|血透|透析中心|肾病医院|肾脏病)') then 'kidney'
            when regexp_matches(provider.name, '(肿瘤|癌)') then 'oncology'
            when regexp_matches(provider.name, '(康复|疗养)') then 'rehabilitation'
            when regexp_matches(provider.name, '(护理院|护理中心|护养|安宁疗护|养老|颐养)') then 'nursing'
            when regexp_matches(provider.name, '(妇幼|妇产|妇科|妇儿|产科)') then 'maternity'
            when regexp_matches(provider.name, '(儿童医院|儿科)') then 'children'
            when regexp_matches(provider.name, '(口腔|牙科|齿科)') then 'teeth'
            when regexp_matches(provider.name, '(眼科|眼病|眼视光)') then 'eyes'
            -- lungs and chest, heart and vessels are one each, by whichever of their names
            when regexp_matches(provider.name, '(结核|胸科|肺科|呼吸病|哮喘)') then '胸科'
            when regexp_matches(provider.name, '(心血管|心脑血管|心脏病|心脏医院)') then '心血管'
            when regexp_matches(provider.name, '(传染病|感染病|血吸虫|血防站|麻风)') then '传染病'
            when regexp_matches(provider.name, '(皮肤|皮防)') then '皮肤'
            when regexp_matches(provider.name, '(脑血管|脑病|神经病|神经专科)') then '脑病'
            when regexp_matches(provider.name, '(疼痛|痛风|腰腿痛|颈肩|腰椎)') then '疼痛'
            when regexp_matches(provider.name, '(肝病|肝胆)') then '肝病'
            when
                regexp_matches(
                    provider.name,
                    '(职业病|烧伤|肛肠|糖尿病|内分泌|血液病|风湿|耳鼻喉|甲状腺|乳腺|胃肠|消化病|泌尿|生殖|不孕|男科|脊柱|创伤|手外科|老年病|老年医院|癫痫|戒毒)'
                )
                then regexp_extract(
                    provider.name,
                    '(职业病|烧伤|肛肠|糖尿病|内分泌|血液病|风湿|耳鼻喉|甲状腺|乳腺|胃肠|消化病|泌尿|生殖|不孕|男科|脊柱|创伤|手外科|老年病|老年医院|癫痫|戒毒)'
                )
            when regexp_matches(provider.name, '(骨科医院|骨科专科|骨病|整形|美容)') then 'surgery'
            when regexp_matches(provider.name, '(急救中心|体检|检验中心|影像中心|血站|疾病预防控制|疾控中心)') then 'services'
            when regexp_matches(provider.name, '(卫生室|诊所|卫生所|医务室|门诊部|卫生站|服务站)') then 'clinic'
        end as by_name
    from called as provider
)

select
    named.provider_id, named.kind, named.region_code, named.approved_beds,
    case
        when named.kind = 'pharmacy' then coalesce(cast(named.level as varchar), 'none')
        -- ungraded, in whichever way it is said
        when coalesce(named.level, 0) = 0 then 'none'
        else cast(named.level as varchar)
    end as level,
    case
        when coalesce(named.specialty, 'general') not in ('general', 'other') then named.specialty
        else coalesce(named.by_name, named.specialty, 'general')
    end as specialty
from named
