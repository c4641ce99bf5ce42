/**
 * Every text in Arabic that a person reads: those of the schema by their English, the names of countries, then those of
 * pages by page, as in `en.ts`.
 */

import { isolate } from '../text/sentence.ts'
import { type Messages, maxErrors } from './en.ts'
import { createFormat } from './format.ts'
import { type CountryNames, createTranslate, type SchemaTexts } from './translate.ts'

/**
 * Returns texts with the marks ⟨ and ⟩ around Latin words, codes and numbers turned into isolates (U+2068, U+2069): they
 * keep their direction apart from that of the sentence.
 */
const isolateMarked = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).map(([english, arabic]) => [
      english,
      arabic.replaceAll('⟨', '\u2068').replaceAll('⟩', '\u2069'),
    ]),
  )

/** Every text that the schema declares, by its English. */
export const schemaTexts: SchemaTexts = isolateMarked({
  // Titles, helps, units and columns of the fields: `schemas/incident.ts`.
  Id: 'المعرّف',
  'A UUID (version 7). Records are ordered by it.': 'معرّف ⟨UUID v7⟩. تُرتَّب السجلات بحسبه.',
  Dataset: 'مجموعة البيانات',
  'The project that collects the record. Leave blank to use "reports".':
    'المشروع الذي يجمع السجل. يُترك فارغًا لاستخدام ⟨reports⟩.',
  Reference: 'الرقم المرجعي',
  'Your own id for the record, unique within the dataset. It is public.':
    'معرّفكم الخاص للسجل، ولا يتكرر في مجموعة البيانات. وهو علني.',
  Status: 'الحالة',
  'The review status of the record.': 'حالة مراجعة السجل.',
  'Type of event': 'نوع الحادثة',
  'Choose "Explosion or remote violence" for anything fired or launched, even if it missed.':
    'يُختار «انفجار أو عنف عن بُعد» لكل ما أُطلق أو رُمي، وإن أخطأ هدفه.',
  'Specific type': 'النوع الفرعي',
  'A more specific type, within the type of event.': 'نوع أدق، ضمن نوع الحادثة.',
  'Type of conflict': 'نوع النزاع',
  'One of the three types of organised violence of UCDP.': 'أحد الأنواع الثلاثة للعنف المنظم عند ⟨UCDP⟩.',
  Outcome: 'النتيجة',
  'What happened to the weapons used.': 'ما حدث للأسلحة المستخدمة.',
  Date: 'التاريخ',
  'A day (2022-01-05) or a month (2022-01). Write 2022-01-03/2022-01-05 if it lasted, and [2022-01-03..2022-01-05] if it happened once, some time between. Add ~ for "about" or ? if you are unsure.':
    'يوم (⟨2022-01-05⟩) أو شهر (⟨2022-01⟩). يُكتب ⟨2022-01-03/2022-01-05⟩ إذا استمرت، و⟨[2022-01-03..2022-01-05]⟩ إذا حدثت مرة واحدة في وقت ما بينهما. يُضاف ⟨~⟩ بمعنى «نحو»، أو ⟨?⟩ عند عدم التأكد.',
  'First day': 'اليوم الأول',
  'Last day': 'اليوم الأخير',
  'Precision of the date': 'دقة التاريخ',
  'Note on the date': 'ملاحظة عن التاريخ',
  'Anything the date can\'t express, such as "evening".': 'كل ما لا يستطيع التاريخ التعبير عنه، مثل «مساءً».',
  Location: 'الموقع',
  'Where it happened.': 'أين وقعت.',
  Country: 'البلد',
  'The country where it happened. Codes are ISO 3166-1 alpha-2, with XK for Kosovo and XZ for international waters.':
    'البلد الذي وقعت فيه. الرموز بحسب ⟨ISO 3166-1 alpha-2⟩، مع ⟨XK⟩ لكوسوفو و⟨XZ⟩ للمياه الدولية.',
  'First-level area': 'المحافظة أو الولاية',
  'Province, governorate or state, as the source names it.':
    'المحافظة أو الولاية أو ما يعادلهما، كما يسميها المصدر.',
  'Second-level area': 'القضاء أو المديرية',
  'District or county.': 'القضاء أو المديرية أو ما يعادلهما.',
  'Third-level area': 'الناحية أو البلدية',
  'Sub-district or municipality.': 'الناحية أو البلدية أو ما يعادلهما.',
  Place: 'المكان',
  'The most precise place that a source names, such as a town, a base or a district.':
    'أدق مكان يذكره مصدر، كمدينة أو قاعدة أو حي.',
  Latitude: 'خط العرض',
  'WGS 84. Leave blank unless a source, a gazetteer or a map gives the coordinates.':
    'بحسب ⟨WGS 84⟩. يُترك فارغًا إن لم يعطِ الإحداثيات مصدر أو معجم أماكن أو خريطة.',
  'degrees north': 'درجة شمالًا',
  Longitude: 'خط الطول',
  'WGS 84. Give both coordinates or neither.': 'بحسب ⟨WGS 84⟩. يُكتب الإحداثيان معًا أو لا يُكتب أي منهما.',
  'degrees east': 'درجة شرقًا',
  'Coordinates from': 'مصدر الإحداثيات',
  'Where the coordinates come from: the source itself, a gazetteer or a map.':
    'من أين جاءت الإحداثيات: المصدر نفسه، أو معجم أماكن، أو خريطة.',
  'Precision of the place': 'دقة المكان',
  'How precisely the place is known.': 'بأي دقة يُعرف المكان.',
  'Note on the place': 'ملاحظة عن المكان',
  'Anything the fields above can\'t express, such as "the base is not named".':
    'كل ما لا تستطيع الحقول أعلاه التعبير عنه، مثل «لم تُسمَّ القاعدة».',
  Withheld: 'محجوب',
  'Hide this location from the public. Readers will see that it has been withheld. This does not remove it from the title, summary or sources, or from earlier published versions.':
    'إخفاء هذا الموقع عن العموم. وسيرى القراء أنه محجوب. ولا يزيله هذا من العنوان أو الملخص أو المصادر، ولا من النسخ المنشورة سابقًا.',
  'Launched from': 'مكان الإطلاق',
  'Where the weapons were launched from.': 'المكان الذي أُطلقت منه الأسلحة.',
  'The country from which the weapons were launched.': 'البلد الذي أُطلقت منه الأسلحة.',
  Actors: 'الأطراف',
  'Who is known to have taken part. Put claims and accusations in the sections below.':
    'من يُعرف أنه شارك. أما إعلانات المسؤولية والاتهامات فتُكتب في الأقسام أدناه.',
  Perpetrators: 'المنفّذون',
  Sides: 'طرفا القتال',
  Responders: 'المستجيبون',
  Name: 'الاسم',
  'The name as the source gives it. Leave blank if unknown.':
    'الاسم كما يذكره المصدر. يُترك فارغًا إن لم يُعرف.',
  Role: 'الدور',
  'Perpetrator and target if it is known who attacked; otherwise side A and side B.':
    '«المنفّذ» و«الهدف» إذا عُرف من هاجم؛ وإلا «الطرف أ» و«الطرف ب».',
  'Type of actor': 'نوع الطرف',
  'Armed forces outside their own country are external forces.': 'القوات المسلحة خارج بلدها قوات خارجية.',
  'Together with': 'بالاشتراك مع',
  'Groups associated with this actor.': 'الجماعات المرتبطة بهذا الطرف.',
  Targets: 'الأهداف',
  'Who or what was attacked.': 'من هوجم أو ما هوجم.',
  'Types of target': 'أنواع الأهداف',
  'The person, place or thing that was attacked.': 'الشخص أو المكان أو الشيء الذي هوجم.',
  'Type of target': 'نوع الهدف',
  'The closest match in the list.': 'أقرب ما في القائمة.',
  Operator: 'المشغِّل',
  'Who runs or owns the target.': 'من يدير الهدف أو يملكه.',
  Note: 'ملاحظة',
  "Anything the fields above can't express.": 'كل ما لا تستطيع الحقول أعلاه التعبير عنه.',
  Weapons: 'الأسلحة',
  'The munitions used, with counts. Add one entry for each type; if sources disagree, give low and high.':
    'الذخائر المستخدمة، بأعدادها. يُضاف بند لكل نوع؛ وإذا اختلفت المصادر، فيُكتب العددان الأدنى والأعلى.',
  'Types of weapon': 'أنواع الأسلحة',
  'Munitions fired': 'ذخائر أُطلقت',
  munitions: 'ذخيرة',
  'Munitions that hit': 'ذخائر أصابت الهدف',
  'Munitions that missed': 'ذخائر أخطأت الهدف',
  'Munitions intercepted': 'ذخائر اعتُرضت',
  'Munitions found': 'ذخائر عُثر عليها',
  'Type of weapon': 'نوع السلاح',
  'The munition, or what carried it.': 'الذخيرة، أو ما حملها.',
  Model: 'الطراز',
  'The name that the source uses.': 'الاسم الذي يستخدمه المصدر.',
  Fired: 'أُطلقت',
  'The total number, only if a source gives it.': 'العدد الإجمالي، فقط إذا ذكره مصدر.',
  'Fired, low': 'أُطلقت، الأدنى',
  'The lowest reported number. For "at least four", enter only this.':
    'أقل عدد ورد. لعبارة «أربعة على الأقل»، يُكتب هذا العدد وحده.',
  'Fired, high': 'أُطلقت، الأعلى',
  'The highest reported number, if reports disagree.': 'أكبر عدد ورد، إذا اختلفت الأنباء.',
  Hit: 'أصابت الهدف',
  'How many landed on the target or inside its perimeter.': 'كم منها سقط على الهدف أو داخل محيطه.',
  Missed: 'أخطأت الهدف',
  'How many fell elsewhere.': 'كم منها سقط في مكان آخر.',
  Intercepted: 'اعتُرضت',
  'How many were shot down or jammed.': 'كم منها أُسقط أو شُوّش عليه.',
  Found: 'عُثر عليها',
  'How many were found before use.': 'كم منها عُثر عليه قبل استخدامه.',
  Source: 'المصدر',
  'Which source says this? Separate several with "; ".':
    'أي مصدر يقول هذا؟ تُفصل المصادر المتعددة بـ ⟨;⟩ (وفي النموذج أيضًا بـ ⟨؛⟩).',
  Casualties: 'الضحايا',
  'Deaths and injuries.': 'القتلى والجرحى.',
  'Choose "None" only if a source says there were none, and "Unknown" if no source says anything.':
    'يُختار «لا يوجد» فقط إذا قال مصدر إنه لم يسقط ضحايا، و«غير معروف» إذا لم يقل أي مصدر شيئًا.',
  Deaths: 'القتلى',
  'All deaths, on any side.': 'كل القتلى، من أي طرف.',
  Low: 'الأدنى',
  'The lowest reported number. For "at least two", enter only low 2.':
    'أقل عدد ورد. لعبارة «اثنان على الأقل»، يُكتب 2 في «الأدنى» وحده.',
  people: 'شخص',
  Best: 'الأرجح',
  'The best reported number.': 'أرجح عدد ورد.',
  High: 'الأعلى',
  'The highest reported number.': 'أكبر عدد ورد.',
  Injuries: 'الجرحى',
  'All injured people, on any side.': 'كل الجرحى، من أي طرف.',
  Groups: 'الفئات',
  'Casualties broken down by group.': 'توزيع الضحايا بحسب الفئة.',
  'Civilian deaths, best': 'القتلى المدنيون، الأرجح',
  Group: 'الفئة',
  'Whose casualties these are. Alternatively, name an actor.':
    'الفئة التي ينتمي إليها هؤلاء الضحايا. أو يُسمَّى بدلًا من ذلك طرف.',
  Actor: 'الطرف',
  'The name of the actor whose casualties these are.': 'اسم الطرف الذي ينتمي إليه هؤلاء الضحايا.',
  'Deaths in this group.': 'القتلى من هذه الفئة.',
  'Injured people in this group.': 'الجرحى من هذه الفئة.',
  Damage: 'الأضرار',
  'Damage to buildings and equipment.': 'أضرار المباني والمعدات.',
  'Damage to buildings and equipment. Choose "None" only if a source says there was none.':
    'أضرار المباني والمعدات. يُختار «لا يوجد» فقط إذا قال مصدر إنه لم تقع أضرار.',
  'Note on the damage': 'ملاحظة عن الأضرار',
  'What was damaged.': 'ما الذي تضرر.',
  'Claims of responsibility': 'إعلانات المسؤولية',
  'Statements in which somebody claims to have done it.': 'أقوال يعلن فيها أحد أنه هو المنفّذ.',
  'Claimed by': 'الجهة المتبنّية',
  'Who claimed responsibility.': 'من أعلن مسؤوليته عن الحادثة.',
  'Date of the claim': 'تاريخ الإعلان',
  'When the claim was made.': 'متى صدر إعلان المسؤولية.',
  Medium: 'الوسيلة',
  'How the claim was made.': 'كيف صدر إعلان المسؤولية.',
  'Text of the claim': 'نص الإعلان',
  'A summary or a quotation.': 'ملخص أو اقتباس.',
  Address: 'الرابط',
  'A link to the claim.': 'رابط إعلان المسؤولية.',
  'Whether the claim still stands.': 'هل لا يزال إعلان المسؤولية قائمًا.',
  Attributions: 'نسبة المسؤولية',
  'Statements in which somebody says that others did it.': 'أقوال يقول فيها أحد إن غيره هو المنفّذ.',
  'Attributed to': 'المنسوب إليهم',
  'Attributed by': 'أصحاب القول',
  By: 'صاحب القول',
  'Who accuses or names the other.': 'من يتهم الآخر أو يسمّيه.',
  To: 'المنسوب إليه',
  'Who is named as responsible.': 'من يُسمّى مسؤولًا.',
  'When the statement was made.': 'متى قيل ذلك.',
  Confidence: 'درجة اليقين',
  'Whether it was stated as a fact or as a suspicion.': 'هل قيل على أنه حقيقة أو على أنه اشتباه.',
  'Text of the statement': 'نص القول',
  Series: 'السلسلة',
  'A name shared by related incidents.': 'اسم مشترك بين حوادث مترابطة.',
  Tags: 'الوسوم',
  'Your own keywords, in lower case.': 'كلمات مفتاحية من عندكم، بأحرف لاتينية صغيرة.',
  Links: 'الصلات',
  'How this incident relates to others, such as a response to an earlier one.':
    'علاقة هذه الحادثة بحوادث أخرى، كأن تكون ردًا على حادثة سابقة.',
  'Type of link': 'نوع الصلة',
  'How this incident relates to the other.': 'علاقة هذه الحادثة بالأخرى.',
  'Other incident': 'الحادثة الأخرى',
  'The id of the other incident, or its reference in the same dataset. It may be filed later.':
    'معرّف الحادثة الأخرى، أو رقمها المرجعي في مجموعة البيانات نفسها. ويمكن تقديمها لاحقًا.',
  'According to': 'بحسب',
  'Who says that the incidents are connected.': 'من يقول إن بين الحادثتين صلة.',
  Sources: 'المصادر',
  'At least one source, with a publisher, an address or a title.':
    'مصدر واحد على الأقل، له ناشر أو رابط أو عنوان.',
  'Number of sources': 'عدد المصادر',
  'Web addresses of the sources': 'روابط المصادر',
  Key: 'المفتاح',
  'A short name by which other fields refer to this source.':
    'اسم قصير تشير به الحقول الأخرى إلى هذا المصدر.',
  Publisher: 'الناشر',
  'Who published it.': 'من نشره.',
  Title: 'العنوان',
  'The headline, or the name of the document.': 'عنوان الخبر، أو اسم الوثيقة.',
  'A link to the source.': 'رابط المصدر.',
  'Said by': 'القائل',
  'Person quoted. If a report quotes three people, add three sources.':
    'الشخص المقتبَس منه. إذا نقل خبر عن ثلاثة أشخاص، فتُضاف ثلاثة مصادر.',
  'Published on': 'تاريخ النشر',
  'When it was published or last updated.': 'متى نُشر أو حُدّث آخر مرة.',
  Accessed: 'اطُّلع عليه',
  'When you last read it.': 'متى قُرئ آخر مرة.',
  Language: 'اللغة',
  'A language tag, such as en, ar or ku-Arab.': 'وسم لغة، مثل ⟨en⟩ أو ⟨ar⟩ أو ⟨ku-Arab⟩.',
  'Type of source': 'نوع المصدر',
  'The kind of publication.': 'نوع المنشور.',
  'Archived copy': 'نسخة محفوظة',
  'A link to a permanent copy.': 'رابط نسخة دائمة.',
  Reliability: 'الموثوقية',
  'How reliable the source is: A to F of the Admiralty code.':
    'مدى موثوقية المصدر: من ⟨A⟩ إلى ⟨F⟩ في رمز ⟨Admiralty⟩.',
  Credibility: 'المصداقية',
  'How credible this report is: 1 to 6 of the Admiralty code.':
    'مدى مصداقية هذا الخبر: من 1 إلى 6 في رمز ⟨Admiralty⟩.',
  'A headline of one line.': 'عنوان من سطر واحد.',
  Summary: 'الملخص',
  'What happened, in plain words, and what is unknown.': 'ما حدث، بكلمات بسيطة، وما لا يُعرف.',
  'From another dataset': 'من مجموعة بيانات أخرى',
  'The row of another project from which the record was imported.':
    'الصف الذي استُورد منه السجل من مشروع آخر.',
  Layout: 'الصيغة',
  'The layout of the row: ucdp, acled or gtd.': 'صيغة الصف: ⟨ucdp⟩ أو ⟨acled⟩ أو ⟨gtd⟩.',
  'Original id': 'المعرّف الأصلي',
  'The id of the row in that layout.': 'معرّف الصف في تلك الصيغة.',
  'Other columns': 'أعمدة أخرى',
  'Columns of that layout for which a record has no field. Only exports in the same layout contain them.':
    'أعمدة تلك الصيغة التي لا حقل لها في السجل. ولا ترد إلا في الملفات المصدَّرة بالصيغة نفسها.',
  'Notes for the editors': 'ملاحظات للمحررين',
  'Notes are never published.': 'لا تُنشر الملاحظات أبدًا.',
  Warnings: 'تنبيهات',
  'Unusual values that may nevertheless be correct.': 'قيم غير معتادة قد تكون صحيحة مع ذلك.',
  Revision: 'النسخة',
  'The number of the version. The first is 1; each change adds 1.':
    'رقم النسخة. الأولى 1؛ وكل تغيير يزيده 1.',
  Commit: 'الإصدار',
  'The commit of the whole database that added this version.':
    'إصدار قاعدة البيانات كلها الذي أضاف هذه النسخة.',
  Created: 'أُنشئ',
  'When the first version was stored (UTC). For a report without a token, the public sees the day; columns of times have its first second.':
    'متى خُزّنت النسخة الأولى (⟨UTC⟩). في بلاغ قُدّم من دون رمز دخول، لا يرى العموم إلا يوم تقديمه؛ وفي أعمدة الأوقات أول ثانية من ذلك اليوم.',
  Updated: 'حُدّث',
  'When this version was stored (UTC).': 'متى خُزّنت هذه النسخة (⟨UTC⟩).',
  // Titles of single entries of a list.
  Target: 'الهدف',
  Weapon: 'السلاح',
  'Claim of responsibility': 'إعلان المسؤولية',
  Attribution: 'نسبة المسؤولية',
  Link: 'الصلة',
  Warning: 'التنبيه',
  // Labels and definitions of the codes: `schemas/vocabularies.ts`.
  Battle: 'معركة',
  'Two armed sides fight each other in one place, with whatever weapons. If only one side uses force, and from a distance, choose remote violence.':
    'طرفان مسلحان يقاتل أحدهما الآخر في مكان واحد، أيًا كانت الأسلحة. إذا استخدم طرف واحد فقط القوة، ومن بُعد، فيُختار «انفجار أو عنف عن بُعد».',
  'Explosion or remote violence': 'انفجار أو عنف عن بُعد',
  'One side uses explosives or fires from a distance. Anything launched belongs here, even if it missed or was intercepted; record that as the outcome.':
    'يستخدم أحد الأطراف متفجرات أو يطلق النار أو القذائف من بُعد. كل ما أُطلق يُسجَّل هنا، وإن أخطأ هدفه أو اعتُرض؛ ويُسجَّل ذلك في حقل «النتيجة».',
  'Violence against civilians': 'عنف ضد المدنيين',
  'An armed group attacks, abducts or abuses unarmed people at close range. Shelling, bombs and air strikes are remote violence, no matter whom they hit.':
    'جماعة مسلحة تهاجم أشخاصًا غير مسلحين أو تختطفهم أو تسيء معاملتهم من مسافة قريبة. أما القصف والقنابل والغارات الجوية فتُسجَّل «انفجار أو عنف عن بُعد» أيًا كان من أصابته.',
  'Disrupted before use': 'إحباط قبل التنفيذ',
  'An attack was stopped, or its weapons were found, before anything was launched or set off. If something was launched and then intercepted, choose remote violence.':
    'أُوقف هجوم، أو عُثر على أسلحته، قبل إطلاق أي شيء أو تفجيره. إذا أُطلق شيء ثم اعتُرض، فيُختار «انفجار أو عنف عن بُعد».',
  'Strategic development': 'تطور استراتيجي',
  'The conflict changes without force against people: an agreement, arrests, a new base, a place handed over. A foiled attack is disrupted.':
    'يتغير النزاع من دون استخدام القوة ضد أشخاص: اتفاق، أو اعتقالات، أو قاعدة جديدة، أو تسليم مكان. أما الهجوم المُحبَط فيُسجَّل «إحباط قبل التنفيذ».',
  'Protest or riot': 'احتجاج أو شغب',
  'People demonstrate, peacefully or not, or a crowd turns violent. For acts of an organised armed group, choose another type.':
    'أشخاص يتظاهرون، سلميًا أو لا، أو حشد يتحول إلى العنف. لأفعال جماعة مسلحة منظمة، يُختار نوع آخر.',
  'Unspecified use of force': 'استخدام للقوة غير محدد',
  'Force was used, but it is unknown how. If something is known to have struck or exploded, choose remote violence.':
    'استُخدمت القوة، لكن لا يُعرف كيف. إذا عُرف أن شيئًا ضرب أو انفجر، فيُختار «انفجار أو عنف عن بُعد».',
  Other: 'غير ذلك',
  'It is known what happened, and no other type fits. If it is unknown how force was used, choose unspecified.':
    'يُعرف ما حدث، ولا ينطبق عليه أي نوع آخر. إذا لم يُعرف كيف استُخدمت القوة، فيُختار «استخدام للقوة غير محدد».',
  'Armed clash': 'اشتباك مسلح',
  'Armed sides fight, and no place is known to have changed hands for longer than a day.':
    'أطراف مسلحة تتقاتل، ولا يُعرف أن السيطرة على مكان انتقلت لأكثر من يوم.',
  'Government regains territory': 'استعادة الحكومة أرضًا',
  'State forces or their allies win back by fighting, and hold, a place that others controlled. Without a fight it is a non-violent transfer.':
    'قوات الدولة أو حلفاؤها يستعيدون بالقتال مكانًا كان تحت سيطرة غيرهم ويحتفظون به. إن لم يجرِ قتال، فهو «انتقال سيطرة بلا عنف».',
  'Non-state actor takes territory': 'سيطرة جهة غير حكومية على أرض',
  'A non-state group, or a foreign state, takes a place by fighting and holds it. Without a fight it is a non-violent transfer.':
    'جماعة غير حكومية، أو دولة أجنبية، تستولي بالقتال على مكان وتحتفظ به. إن لم يجرِ قتال، فهو «انتقال سيطرة بلا عنف».',
  'Shelling, rocket or missile attack': 'قصف مدفعي أو صاروخي',
  'Rockets, mortars, artillery or missiles are fired from the ground or from a ship; indirect fire of an unknown type counts too. If it came from an aircraft, choose air strike or drone strike.':
    'تُطلق صواريخ أو قذائف هاون أو قذائف مدفعية من الأرض أو من سفينة؛ وتُحسب هنا أيضًا النيران غير المباشرة التي لا يُعرف نوعها. إذا جاءت من طائرة، فيُختار «غارة جوية» أو «هجوم بطائرة مسيّرة».',
  'Air strike': 'غارة جوية',
  'A crewed aircraft drops or fires munitions, or the sources say only that the strike came from the air. A drone makes it a drone strike.':
    'طائرة مأهولة تُسقط ذخائر أو تطلقها، أو لا تقول المصادر إلا إن الضربة جاءت من الجو. إذا كانت الطائرة مسيّرة، فهو «هجوم بطائرة مسيّرة».',
  'Drone strike': 'هجوم بطائرة مسيّرة',
  'A drone drops or fires munitions, or flies into its target to explode. One that was shot down on its way counts, with the outcome intercepted.':
    'طائرة مسيّرة تُسقط ذخائر أو تطلقها، أو ترتطم بهدفها لتنفجر. وتُحسب أيضًا المسيّرة التي أُسقطت في طريقها، والنتيجة «اعتُرضت».',
  'Suicide bombing': 'تفجير انتحاري',
  'An attacker sets off explosives on the body or in a vehicle and means to die. For a one-way drone, choose drone strike.':
    'مهاجم يفجّر متفجرات على جسده أو في مركبة وهو يقصد أن يموت. للمسيّرة الانتحارية، يُختار «هجوم بطائرة مسيّرة».',
  'Explosive device': 'عبوة ناسفة أو لغم',
  'A mine, roadside bomb, parked car bomb or other device that was laid or left goes off or fails to. One that was found and made safe is disrupted.':
    'لغم، أو عبوة على جانب الطريق، أو سيارة مفخخة مركونة، أو جهاز متفجر آخر زُرع أو تُرك، انفجر أو لم ينفجر. أما ما عُثر عليه وأُبطل مفعوله فيُسجَّل «إحباط قبل التنفيذ».',
  Grenade: 'قنبلة يدوية',
  'A grenade or other small explosive is thrown by hand. Fired from a launcher, it is shelling; as part of a firefight, a battle.':
    'تُلقى باليد قنبلة يدوية أو عبوة متفجرة صغيرة أخرى. إذا أُطلقت من قاذف، فهي «قصف مدفعي أو صاروخي»؛ وإذا كانت جزءًا من تبادل لإطلاق النار، فهي «معركة».',
  'Chemical attack': 'هجوم كيميائي',
  'A toxic chemical is used as a weapon, whatever carried it. Tear gas, smoke and white phosphorus do not count.':
    'تُستخدم مادة كيميائية سامة سلاحًا، أيًا كان ما حملها. ولا يُحسب الغاز المسيل للدموع ولا الدخان ولا الفوسفور الأبيض.',
  'Strike by unknown means': 'ضربة بوسيلة غير معروفة',
  'Something struck or exploded, but the sources do not say what, or disagree, as between an air strike and a drone strike.':
    'شيء ضرب أو انفجر، لكن المصادر لا تقول ما هو، أو تختلف فيه، كأن يقول بعضها غارة جوية وبعضها طائرة مسيّرة.',
  'Sexual violence': 'عنف جنسي',
  'Rape or any other harm of a sexual kind. If it occurred together with an attack or an abduction, choose this.':
    'اغتصاب أو أي أذى آخر ذي طابع جنسي. إذا وقع مع اعتداء أو اختطاف، فيُختار هذا النوع.',
  Attack: 'اعتداء',
  'Unarmed people are killed, wounded, beaten or tortured, or somebody tries to. If they were abducted and then seriously harmed, choose this.':
    'أشخاص غير مسلحين يُقتلون أو يُجرحون أو يُضربون أو يُعذَّبون، أو يحاول أحد أن يفعل ذلك بهم. إذا اختُطفوا ثم أُلحق بهم أذى جسيم، فيُختار هذا النوع.',
  'Abduction or forced disappearance': 'اختطاف أو اختفاء قسري',
  'People are taken or made to disappear by force, and no further violence is reported. Arrest under the law by state forces is arrests.':
    'أشخاص يؤخذون أو يُخفَون بالقوة، ولا يُذكر عنف آخر. أما التوقيف بموجب القانون على يد قوات الدولة فهو «اعتقالات».',
  'Weapons found': 'العثور على أسلحة',
  'Weapons, a launcher or a laid device were found and seized, made safe or destroyed before use. If people were stopped in the act, choose plot foiled.':
    'عُثر على أسلحة أو منصة إطلاق أو عبوة مزروعة، وصودرت أو أُبطل مفعولها أو دُمّرت قبل استخدامها. إذا أُوقف أشخاص أثناء الفعل، فيُختار «إحباط مخطط».',
  'Plot foiled': 'إحباط مخطط',
  'A planned attack was prevented, as by an arrest, a raid or a warning. If only the weapons turned up, choose weapons found.':
    'مُنع هجوم مخطط له، باعتقال أو مداهمة أو تحذير مثلًا. إذا لم يُعثر إلا على الأسلحة، فيُختار «العثور على أسلحة».',
  Agreement: 'اتفاق',
  'Sides agree on something or hold talks: a ceasefire, a peace, an exchange of prisoners, a surrender.':
    'أطراف تتفق على شيء أو تُجري محادثات: وقف لإطلاق النار، أو صلح، أو تبادل أسرى، أو استسلام.',
  Arrests: 'اعتقالات',
  'Authorities arrest a person of weight or many people at once. If it prevented an attack, choose plot foiled.':
    'السلطات تعتقل شخصًا ذا شأن أو عددًا كبيرًا من الأشخاص دفعة واحدة. إذا منع ذلك هجومًا، فيُختار «إحباط مخطط».',
  'Change to a group or its activity': 'تغيّر في جماعة أو في نشاطها',
  'An armed group forms, splits, merges, renames itself, recruits, or moves its forces without a fight.':
    'جماعة مسلحة تتشكل أو تنقسم أو تندمج أو تغيّر اسمها أو تجنّد، أو تنقل قواتها من دون قتال.',
  'Base established': 'إنشاء قاعدة',
  'An armed group or army sets up a headquarters or base that is meant to last.':
    'جماعة مسلحة أو جيش يقيم مقرًا أو قاعدة يُراد لها أن تدوم.',
  'Looting or property destruction': 'نهب أو تدمير ممتلكات',
  'Goods or property are taken or destroyed, with no fighting or riot around it. Weapons seized are weapons found.':
    'تؤخذ بضائع أو ممتلكات أو تُدمَّر، ولا يجري حولها قتال ولا شغب. أما الأسلحة المصادرة فهي «العثور على أسلحة».',
  'Non-violent transfer of territory': 'انتقال سيطرة بلا عنف',
  'A side gains control of a place without a fight, by a withdrawal, a handover or an unopposed entry.':
    'طرف يكسب السيطرة على مكان من دون قتال، بانسحاب أو تسليم أو دخول بلا مقاومة.',
  'Other strategic development': 'تطور استراتيجي آخر',
  'Something else that matters to the conflict: a coup, a displacement, a mass grave that is found.':
    'أمر آخر له شأن في النزاع: انقلاب، أو نزوح، أو العثور على مقبرة جماعية.',
  'Peaceful protest': 'احتجاج سلمي',
  'People demonstrate without violence, and nobody uses force against them.':
    'أشخاص يتظاهرون بلا عنف، ولا يستخدم أحد القوة ضدهم.',
  'Protest with intervention': 'احتجاج قوبل بتدخل',
  'A peaceful protest is attacked, broken up or ended by arrests, and nobody is killed or gravely injured.':
    'احتجاج سلمي يُهاجَم أو يُفرَّق أو يُنهى باعتقالات، ولا يُقتل أحد ولا يُصاب إصابة بالغة.',
  'Excessive force against protesters': 'قوة مفرطة ضد محتجين',
  'Peaceful protesters are shot at, killed or gravely injured by those who act against them.':
    'محتجون سلميون تُطلق عليهم النار أو يُقتلون أو يصابون إصابات بالغة على يد من يتصدى لهم.',
  'Violent demonstration': 'مظاهرة عنيفة',
  'Demonstrators fight, destroy things or barricade roads, no matter who began it.':
    'متظاهرون يشتبكون مع غيرهم أو يخرّبون أو يقطعون الطرق بالحواجز، أيًا كان البادئ.',
  'Mob violence': 'عنف حشود',
  'A crowd attacks people, property or another crowd, and it is not a demonstration. Vigilante crowds count.':
    'حشد يهاجم أشخاصًا أو ممتلكات أو حشدًا آخر، وليس ذلك مظاهرة. وتُحسب هنا أيضًا الحشود التي تقتص بيدها خارج القانون.',
  'State-based conflict': 'نزاع تكون دولة طرفًا فيه',
  'At least one side of the fight is a government, against another state or an organised group.':
    'أحد طرفي القتال على الأقل حكومة، في مواجهة دولة أخرى أو جماعة منظمة.',
  'Non-state conflict': 'نزاع بين أطراف غير حكومية',
  'Armed groups or communities fight each other, and no government is a side.':
    'جماعات مسلحة أو جماعات أهلية يقاتل بعضها بعضًا، وليست أي حكومة طرفًا.',
  'One-sided violence': 'عنف من طرف واحد',
  'A government or an organised group kills civilians on purpose. Civilians caught in fire between sides belong to the conflict of those sides.':
    'حكومة أو جماعة منظمة تقتل مدنيين عمدًا. أما المدنيون الذين تصيبهم نيران متبادلة بين أطراف فيُحسبون في نزاع تلك الأطراف.',
  'Everything accounted for reached the target or landed inside its perimeter, whether or not it did damage.':
    'كل ما عُرف مصيره بلغ الهدف أو سقط داخل محيطه، سواء أحدث ضررًا أم لا.',
  'It came down or went off elsewhere, and nothing had stopped it. If a defence stopped or diverted it, choose intercepted.':
    'سقطت أو انفجرت في مكان آخر، ولم يكن شيء قد أوقفها. إذا أوقفها دفاع أو حرفها عن مسارها، فيُختار «اعتُرضت».',
  'It was launched, and a defence shot it down, jammed it or stopped it otherwise. What was stopped before launch is disrupted.':
    'أُطلقت، ثم أسقطها دفاع أو شوّش عليها أو أوقفها بطريقة أخرى. أما ما أُوقف قبل الإطلاق فيُسجَّل «إحباط قبل التنفيذ».',
  Failed: 'تعطّلت',
  'It did not work: it misfired, broke down on its way or did not go off.':
    'لم تعمل: فشل إطلاقها، أو تعطلت في طريقها، أو لم تنفجر.',
  Mixed: 'نتائج متفاوتة',
  'Several were launched and fared differently, as when some hit and some were intercepted. Give the counts under weapons.':
    'أُطلق عدد منها وتفاوت مصيره، كأن أصاب بعضها واعتُرض بعضها. تُكتب الأعداد في قسم «الأسلحة».',
  'Time of day': 'وقت من اليوم',
  'The date gives an hour, or an hour and minutes, of one day.':
    'يعطي التاريخ ساعة، أو ساعة ودقائق، من يوم واحد.',
  Day: 'يوم',
  'One calendar day.': 'يوم تقويمي واحد.',
  'Two to six days': 'من يومين إلى ستة أيام',
  'A span of two to six days.': 'مدة من يومين إلى ستة أيام.',
  Week: 'أسبوع',
  'A span of exactly seven days.': 'مدة من سبعة أيام بالضبط.',
  'Up to a month': 'شهر على الأكثر',
  'A calendar month, or a span of eight to 31 days.': 'شهر تقويمي، أو مدة من 8 أيام إلى 31 يومًا.',
  'Up to a year': 'سنة على الأكثر',
  'A calendar year, or a span of 32 to 366 days.': 'سنة تقويمية، أو مدة من 32 إلى 366 يومًا.',
  'Longer than a year': 'أطول من سنة',
  'A span of more than 366 days.': 'مدة تزيد على 366 يومًا.',
  'A source of the record gives the coordinates.': 'مصدر من مصادر السجل يعطي الإحداثيات.',
  Gazetteer: 'معجم أماكن',
  'The coder looked the place up by its name; the point represents the whole place.':
    'بحث مُعِدّ السجل عن المكان باسمه في معجم أماكن؛ والنقطة تمثل المكان كله.',
  Map: 'خريطة',
  'The coder read the coordinates off a map or a satellite image.':
    'قرأ مُعِدّ السجل الإحداثيات من خريطة أو من صورة فضائية.',
  'The point': 'النقطة',
  'The public does not see the coordinates, their origin or the note on the place, and no precision finer than "near". The name of the place stays public.':
    'لا يرى العموم الإحداثيات ولا مصدرها ولا الملاحظة عن المكان، ولا دقة أعلى من «قرب مكان معروف». ويبقى اسم المكان علنيًا.',
  'The place': 'المكان',
  'The public sees only the country and the first-level area: no coordinates, no name, no note, and no finer precision.':
    'لا يرى العموم إلا البلد والمحافظة أو الولاية: لا إحداثيات ولا اسم ولا ملاحظة ولا دقة أعلى من ذلك.',
  'Exact place': 'المكان بعينه',
  'The place itself is known: a town, a village, a base, a building.':
    'المكان نفسه معروف: مدينة أو قرية أو قاعدة أو مبنى.',
  'Near a known place': 'قرب مكان معروف',
  'It was within about 25 km of a known place; "near" or "just outside" counts if nothing more precise is stated. If it was farther away, choose area.':
    'كان ضمن نحو 25 كم من مكان معروف؛ وتُحسب عبارتا «قرب» و«على مشارف» إذا لم يُذكر ما هو أدق. إذا كان أبعد من ذلك، فيُختار «منطقة أو خط».',
  'Only the district or county is known.': 'لا يُعرف إلا القضاء أو المديرية أو ما يعادلهما.',
  'Only the province, governorate or state is known.': 'لا تُعرف إلا المحافظة أو الولاية أو ما يعادلهما.',
  'Area or line': 'منطقة أو خط',
  'Only an area that is not an administrative unit is known: a part of a country, a valley, a road. A point, if any, merely represents it.':
    'لا تُعرف إلا منطقة ليست وحدة إدارية: جزء من بلد، أو وادٍ، أو طريق. والنقطة، إن وُجدت، ليست إلا تمثيلًا لها.',
  'Only the country is known.': 'لا يُعرف إلا البلد.',
  'International waters or airspace': 'مياه أو أجواء دولية',
  'It happened at sea or in the air outside every country.': 'وقعت في البحر أو في الجو خارج كل بلد.',
  Perpetrator: 'المنفّذ',
  'It carried out the attack. If that is known only from a claim or an accusation, use claims and attributions instead.':
    'نفّذ الهجوم. إذا لم يُعرف ذلك إلا من إعلان مسؤولية أو من اتهام، فيُستخدم قسما «إعلانات المسؤولية» و«نسبة المسؤولية» بدلًا من هذا.',
  'People whom the act was meant for or hit. Enter a building or a base under targets.':
    'أشخاص استهدفهم العمل أو أصابهم. أما المبنى أو القاعدة فيُكتب في قسم «الأهداف».',
  'Side A': 'الطرف أ',
  'One side of a fight in which the attacker is unknown. By convention it is the government, if one takes part.':
    'أحد طرفي قتال لا يُعرف فيه المهاجم. وهو الحكومة اصطلاحًا، إن شاركت.',
  'Side B': 'الطرف ب',
  'The other side of that fight. The letters carry no blame and no order.':
    'الطرف الآخر في ذلك القتال. لا يدل الحرفان على لوم ولا على ترتيب.',
  Responder: 'المستجيب',
  'It acted within this incident after it began: returned fire, searched, rescued, found the weapons. If the response is an incident of its own, it has a perpetrator there.':
    'تحرّك ضمن هذه الحادثة بعد بدئها: رد على النيران، أو فتّش، أو أنقذ، أو عثر على الأسلحة. إذا كان الرد حادثة قائمة بذاتها، فهو المنفّذ فيها.',
  Interceptor: 'المعترِض',
  'It shot down or otherwise stopped what had been launched.': 'أسقط ما أُطلق أو أوقفه بطريقة أخرى.',
  'It took part in some other way, as a host, a mediator or a supplier.':
    'شارك بطريقة أخرى، مضيفًا أو وسيطًا أو مورّدًا مثلًا.',
  'State forces': 'قوات الدولة',
  'Armed forces, police or other forces of a government in its own country. Outside it they are external forces.':
    'القوات المسلحة أو الشرطة أو قوات أخرى لحكومة في بلدها. أما خارجه فهي قوات خارجية.',
  'External forces': 'قوات خارجية',
  'State forces outside their own country, coalitions, peacekeepers, and private security companies and mercenaries anywhere.':
    'قوات دولة خارج بلدها، والتحالفات، وقوات حفظ السلام، وشركات الأمن الخاصة والمرتزقة أينما كانوا.',
  'Rebel group': 'جماعة متمردة',
  'An organised armed group that fights a government in order to replace it or to break away.':
    'جماعة مسلحة منظمة تقاتل حكومة لتحل محلها أو لتنفصل عنها.',
  'Political militia': 'ميليشيا سياسية',
  'An armed group with a political aim or patron that does not mean to replace the government. If nobody can identify the group, choose unknown.':
    'جماعة مسلحة لها هدف سياسي أو راعٍ سياسي ولا تقصد أن تحل محل الحكومة. إذا لم يستطع أحد تحديد الجماعة، فيُختار «غير معروف».',
  'Identity militia': 'ميليشيا قائمة على الهوية',
  'An armed group that is drawn from one community and acts for it: a tribe, a clan, a faith, a village.':
    'جماعة مسلحة أفرادها من جماعة أهلية واحدة وتعمل من أجلها: قبيلة أو عشيرة أو طائفة أو قرية.',
  Rioters: 'مثيرو شغب',
  'A violent crowd without lasting organisation, including demonstrators who turn violent.':
    'حشد عنيف بلا تنظيم دائم، ومنه المتظاهرون الذين يتحولون إلى العنف.',
  Protesters: 'محتجون',
  'People who demonstrate peacefully, even if violence is used against them.':
    'أشخاص يتظاهرون سلميًا، وإن استُخدم العنف ضدهم.',
  Civilians: 'مدنيون',
  'Unarmed people who take no part. Soldiers killed as prisoners or unarmed at home count too.':
    'أشخاص غير مسلحين لا يشاركون. ويُحسب منهم أيضًا الجنود الذين يُقتلون وهم أسرى أو عُزّل في بيوتهم.',
  Unknown: 'غير معروف',
  'The type of actor is unknown, as with unidentified gunmen.':
    'نوع الطرف غير معروف، كما في حالة مسلحين مجهولين.',
  Business: 'أعمال تجارية',
  'A company, shop, bank, hotel, factory, farm, mine or oil field. As in GTD, hospitals and clinics count.':
    'شركة أو متجر أو مصرف أو فندق أو مصنع أو مزرعة أو منجم أو حقل نفط. وتُحسب هنا المستشفيات والعيادات، كما في ⟨GTD⟩.',
  Government: 'حكومة',
  'A government building, official, politician, court or election. Embassies are diplomatic.':
    'مبنى حكومي أو موظف رسمي أو سياسي أو محكمة أو انتخابات. أما السفارات فهي «بعثات دبلوماسية ودولية».',
  Police: 'شرطة',
  'Police officers, stations, patrols and checkpoints, and prisons.':
    'أفراد الشرطة ومراكزها ودورياتها وحواجزها، والسجون.',
  Military: 'عسكري',
  'Soldiers, bases, checkpoints, convoys and weapons of a regular force, domestic or foreign. Armed groups are non-state militia.':
    'جنود قوات نظامية، وطنية أو أجنبية، وقواعدها وحواجزها وقوافلها وأسلحتها. أما الجماعات المسلحة فهي «جماعة مسلحة غير حكومية».',
  'Abortion-related': 'ذو صلة بالإجهاض',
  'A clinic that provides abortions, or the people who work there.':
    'عيادة تُجري عمليات الإجهاض، أو العاملون فيها.',
  'Airport or aircraft': 'مطار أو طائرة',
  'A civilian airport, aircraft or crew. A military airfield, or troops housed at an airport, is military.':
    'مطار مدني أو طائرة مدنية أو طاقمها. أما المطار العسكري، أو القوات المقيمة في مطار، فهو «عسكري».',
  Diplomatic: 'بعثات دبلوماسية ودولية',
  'An embassy, a consulate, diplomats, or an international organisation such as the United Nations and its peacekeepers.':
    'سفارة أو قنصلية أو دبلوماسيون، أو منظمة دولية كالأمم المتحدة وقوات حفظ السلام التابعة لها.',
  Education: 'تعليم',
  'A school or university, or its staff. Pupils and students as people are private citizens.':
    'مدرسة أو جامعة، أو العاملون فيها. أما التلاميذ والطلاب كأفراد فهم «مواطنون وممتلكات خاصة».',
  'Food or water supply': 'إمدادات غذاء أو مياه',
  'Stores of food, wells, waterworks.': 'مخازن الأغذية، والآبار، ومنشآت المياه.',
  'Journalists and media': 'صحفيون وإعلام',
  'Journalists, newspapers and broadcasters. Masts and transmitters are telecommunication.':
    'صحفيون وصحف ومحطات إذاعة وتلفزيون. أما الأبراج وأجهزة البث فهي «اتصالات».',
  Maritime: 'ملاحة بحرية',
  'A civilian ship, ferry, oil tanker or port. A warship is military.':
    'سفينة مدنية أو عبّارة أو ناقلة نفط أو ميناء. أما السفينة الحربية فهي «عسكري».',
  'Non-governmental organisation': 'منظمة غير حكومية',
  'A national or international aid or rights organisation that is not part of a government or of the United Nations.':
    'منظمة وطنية أو دولية للإغاثة أو لحقوق الإنسان، ليست جزءًا من حكومة ولا من الأمم المتحدة.',
  'A known target that no other term covers, such as an ambulance or a fire brigade.':
    'هدف معروف لا يشمله أي رمز آخر، مثل سيارة إسعاف أو فرقة إطفاء.',
  'Private citizens and property': 'مواطنون وممتلكات خاصة',
  'Private people, homes, villages, markets, public places, camps for displaced people.':
    'أشخاص عاديون، ومنازل، وقرى، وأسواق، وأماكن عامة، ومخيمات نازحين.',
  Religious: 'ديني',
  'A place of worship, a religious leader or institution. People attacked for their faith elsewhere are private citizens.':
    'دار عبادة، أو رجل دين، أو مؤسسة دينية. أما من هوجموا بسبب دينهم في مكان آخر فهم «مواطنون وممتلكات خاصة».',
  Telecommunication: 'اتصالات',
  'Masts, transmitters, telephone and internet lines.': 'أبراج وأجهزة بث وخطوط هاتف وإنترنت.',
  'Non-state militia': 'جماعة مسلحة غير حكومية',
  'Fighters, bases or launch sites of an armed group that is not a state force.':
    'مقاتلو جماعة مسلحة ليست من قوات الدولة، أو قواعدها أو مواقع إطلاقها.',
  Tourists: 'سيّاح',
  'Tourists, their buses, a travel agency. Hotels and restaurants are business.':
    'سيّاح أو حافلاتهم أو وكالة سفر. أما الفنادق والمطاعم فهي «أعمال تجارية».',
  Transportation: 'نقل',
  'Civilian roads, bridges, railways, buses, taxis. Airports and ports have terms of their own.':
    'طرق وجسور وسكك حديد وحافلات وسيارات أجرة مدنية. وللمطارات والموانئ رموزها الخاصة.',
  'The target is unknown.': 'الهدف غير معروف.',
  Utilities: 'مرافق الطاقة',
  'The supply of electricity, gas or fuel: power stations, lines, pipelines. For water, choose food or water supply.':
    'إمدادات الكهرباء أو الغاز أو الوقود: محطات توليد، وخطوط نقل، وأنابيب. للمياه، يُختار «إمدادات غذاء أو مياه».',
  'Violent political party': 'حزب سياسي عنيف',
  'Members, offices or rallies of a party that itself uses violence. Other parties are government.':
    'أعضاء حزب يستخدم هو نفسه العنف، أو مكاتبه أو تجمعاته. أما الأحزاب الأخرى فهي «حكومة».',
  Rocket: 'صاروخ غير موجّه',
  'An unguided rocket, such as a Katyusha or a rocket-propelled grenade. If it steers itself, choose missile.':
    'صاروخ غير موجّه، مثل كاتيوشا أو قذيفة ⟨RPG⟩. إذا كان يوجّه نفسه، فيُختار «صاروخ موجّه أو باليستي».',
  Mortar: 'قذائف هاون',
  'Mortar bombs.': 'قذائف الهاون.',
  Artillery: 'قذائف مدفعية',
  'Shells of guns, howitzers or tanks. Rockets, even from an artillery launcher, are rockets.':
    'قذائف المدافع أو مدافع الهاوتزر أو الدبابات. أما الصواريخ، وإن أُطلقت من راجمة تابعة للمدفعية، فهي «صاروخ غير موجّه».',
  Missile: 'صاروخ موجّه أو باليستي',
  'A guided or ballistic missile, fired from the ground, a ship or an aircraft.':
    'صاروخ موجّه أو باليستي، يُطلق من الأرض أو من سفينة أو من طائرة.',
  'Armed drone': 'طائرة مسيّرة مسلحة',
  'A drone that fires or drops munitions, or that is only described as armed.':
    'طائرة مسيّرة تطلق ذخائر أو تُسقطها، أو لا توصف إلا بأنها مسلحة.',
  'One-way drone': 'طائرة مسيّرة انتحارية',
  'A drone that carries its explosives into the target: loitering, first-person-view or laden with explosives.':
    'طائرة مسيّرة تحمل متفجراتها إلى داخل الهدف: ذخيرة جوّالة (متسكعة)، أو مسيّرة ⟨FPV⟩ (بمنظور الشخص الأول)، أو مسيّرة محمّلة بالمتفجرات.',
  'Aircraft bomb': 'قنبلة جوية',
  'A bomb from a crewed aircraft, or the unnamed munition of an air strike. For a missile, choose missile.':
    'قنبلة من طائرة مأهولة، أو ذخيرة غارة جوية لم تُسمَّ. إذا كانت صاروخًا موجّهًا، فيُختار «صاروخ موجّه أو باليستي».',
  'A mine, a booby trap or an improvised device, laid or worn on the body. In a vehicle, choose vehicle bomb.':
    'لغم أو شرك خداعي أو عبوة ناسفة مرتجلة، مزروعة أو محمولة على الجسد. إذا كانت في مركبة، فيُختار «مركبة مفخخة».',
  'Vehicle bomb': 'مركبة مفخخة',
  'A vehicle or boat laden with explosives, parked or driven at the target.':
    'مركبة أو قارب محمّل بالمتفجرات، مركون أو يُقاد نحو الهدف.',
  'A grenade thrown by hand or fired from a grenade launcher. Rocket-propelled grenades are rockets.':
    'قنبلة تُلقى باليد أو تُطلق من قاذف قنابل. أما قذائف ⟨RPG⟩ فهي «صاروخ غير موجّه».',
  'Small arms': 'أسلحة خفيفة',
  'Pistols, rifles, machine guns.': 'مسدسات وبنادق ورشاشات.',
  'Melee weapon': 'سلاح أبيض أو أيدٍ عارية',
  'Knives, clubs, stones, bare hands.': 'سكاكين وهراوات وحجارة وأيدٍ عارية.',
  Incendiary: 'سلاح حارق',
  'Petrol bombs, napalm, white phosphorus used to burn, arson.':
    'زجاجات حارقة، أو نابالم، أو فوسفور أبيض استُخدم للإحراق، أو إضرام نار عمدًا.',
  'Chemical agent': 'مادة كيميائية',
  'A toxic chemical used as a weapon, whatever carried it.':
    'مادة كيميائية سامة استُخدمت سلاحًا، أيًا كان ما حملها.',
  'Indirect fire of unknown type': 'نيران غير مباشرة غير معروفة النوع',
  'Rockets, mortars or artillery, and the sources do not say which.':
    'صواريخ غير موجّهة أو قذائف هاون أو مدفعية، ولا تقول المصادر أيها.',
  'A known weapon that no other term covers, such as a car driven into people.':
    'سلاح معروف لا يشمله أي رمز آخر، مثل سيارة تدهس الناس.',
  'The sources do not say what was used.': 'لا تقول المصادر ما الذي استُخدم.',
  None: 'لا يوجد',
  'A source says that nobody was killed or hurt, or that no casualties were reported. If no source mentions casualties, choose unknown.':
    'يقول مصدر إنه لم يُقتل أحد ولم يُصب، أو إنه لم ترد أنباء عن ضحايا. إذا لم يذكر أي مصدر الضحايا، فيُختار «غير معروف».',
  Some: 'يوجد',
  'A source says that people were killed or hurt, with or without numbers.':
    'يقول مصدر إن أشخاصًا قُتلوا أو أُصيبوا، بأعداد أو من دونها.',
  'The sources do not say whether anybody was killed or hurt, or say that it is not known.':
    'لا تقول المصادر هل قُتل أحد أو أُصيب، أو تقول إن ذلك غير معروف.',
  'People who took no part in the fighting.': 'أشخاص لم يشاركوا في القتال.',
  'Soldiers, police and others of the forces of a government in its own country.':
    'جنود وشرطة وغيرهم من قوات حكومة في بلدها.',
  'Soldiers of a state outside its own country, of a coalition or of a peacekeeping mission.':
    'جنود دولة خارج بلدها، أو جنود تحالف أو بعثة حفظ سلام.',
  'Non-state fighters': 'مقاتلون غير حكوميين',
  'Members of any armed group that is not a state force, suicide bombers included.':
    'أفراد أي جماعة مسلحة ليست من قوات الدولة، ومنهم الانتحاريون.',
  Contractors: 'متعاقدون',
  'Civilians and guards who work under contract for armed forces. Do not count them again as civilians.':
    'مدنيون وحراس يعملون بعقود لدى قوات مسلحة. ولا يُحسبون مرة أخرى مع المدنيين.',
  'People whose group is not stated.': 'أشخاص لم تُذكر فئتهم.',
  'A source says that there was no damage. If no source mentions damage, leave this blank.':
    'يقول مصدر إنه لم تقع أضرار. إذا لم يذكر أي مصدر الأضرار، فيُترك الحقل فارغًا.',
  Minor: 'طفيفة',
  'Slight damage; everything could still be used.': 'أضرار خفيفة؛ وظل كل شيء صالحًا للاستخدام.',
  Moderate: 'متوسطة',
  'Parts were out of use and could be repaired.': 'خرجت أجزاء عن الخدمة وأمكن إصلاحها.',
  Major: 'جسيمة',
  'Most of it was out of use, or repair would take long.':
    'خرج المعظم عن الخدمة، أو كان الإصلاح يستغرق وقتًا طويلًا.',
  Destroyed: 'تدمير',
  'Something was beyond repair: a building, a vehicle, an aircraft.':
    'شيء لم يعد قابلًا للإصلاح: مبنى أو مركبة أو طائرة.',
  Letter: 'رسالة',
  'A letter or a printed statement, sent to somebody.': 'رسالة أو بيان مطبوع أُرسل إلى أحد.',
  'Call after the event': 'مكالمة بعد الحادثة',
  'A telephone call, made after the event.': 'مكالمة هاتفية أُجريت بعد الحادثة.',
  'Call before the event': 'مكالمة قبل الحادثة',
  'A telephone call, made before the event, such as a warning.': 'مكالمة هاتفية أُجريت قبل الحادثة، كالتحذير.',
  Email: 'بريد إلكتروني',
  'An email to a newsroom, an authority or anyone else.':
    'رسالة بريد إلكتروني إلى هيئة تحرير أو سلطة أو أي جهة أخرى.',
  'Note at the scene': 'ورقة في موقع الحادثة',
  'A written note that was left at the scene.': 'ورقة مكتوبة تُركت في موقع الحادثة.',
  Video: 'تسجيل مصوّر',
  'A video, wherever it was shown. Choose this even if it was posted online.':
    'تسجيل مصوّر، أينما عُرض. يُختار وإن نُشر على الإنترنت.',
  'Online post': 'منشور على الإنترنت',
  'A statement on a website, a channel or a social network.': 'بيان على موقع أو قناة أو شبكة اجتماعية.',
  'In person': 'شخصيًا',
  'Somebody said it in person, as in a speech, an interview or to the police.':
    'قاله شخص بنفسه، كما في خطاب أو مقابلة أو أمام الشرطة.',
  'A known medium that no other term covers, such as a radio broadcast.':
    'وسيلة معروفة لا يشملها أي رمز آخر، كبث إذاعي.',
  'It is unknown how the claim was made.': 'لا يُعرف كيف صدر إعلان المسؤولية.',
  Standing: 'قائم',
  'The claimant maintains the claim, and nobody is known to have contradicted it.':
    'صاحب الإعلان متمسك به، ولا يُعرف أن أحدًا كذّبه.',
  Disputed: 'محل خلاف',
  'Somebody else contradicts the claim, or another group claims the same event.':
    'جهة أخرى تكذّب الإعلان، أو جماعة أخرى تعلن مسؤوليتها عن الحادثة نفسها.',
  Denied: 'جرى نفيه',
  'The group in whose name the claim was made says that it did not make it.':
    'الجماعة التي صدر الإعلان باسمها تقول إنها لم تصدره.',
  Retracted: 'مسحوب',
  'The claimant has withdrawn the claim.': 'سحب صاحب الإعلان إعلانه.',
  Stated: 'جزم',
  'The speaker says as a fact that the named party did it.':
    'يقول المتحدث على أنه حقيقة إن الجهة المسماة هي التي نفّذت.',
  Suspected: 'اشتباه',
  'The speaker says that the named party probably or possibly did it.':
    'يقول المتحدث إن الجهة المسماة هي التي نفّذت على الأرجح أو ربما.',
  News: 'أخبار',
  'A newspaper, an agency, a broadcaster or a news site, whomever it quotes.':
    'صحيفة أو وكالة أو محطة بث أو موقع إخباري، أيًا كان من تنقل عنه.',
  Official: 'رسمي',
  'Published by a government, a military or another authority itself.':
    'نشرته حكومة أو جيش أو سلطة أخرى بنفسها.',
  'Social media': 'وسائل التواصل الاجتماعي',
  'A post by a person or an unverified account. For the official account of an organisation, choose the type of that organisation.':
    'منشور لشخص أو لحساب غير موثَّق. لحساب رسمي لمنظمة، يُختار نوع تلك المنظمة.',
  Organisation: 'منظمة',
  'Published by an organisation that is not an authority: an aid or rights group, a monitor, the United Nations, an armed group.':
    'نشرته منظمة ليست سلطة: منظمة إغاثة أو حقوق إنسان، أو جهة رصد، أو الأمم المتحدة، أو جماعة مسلحة.',
  Witness: 'شاهد',
  'Somebody who was there told the person who files the record. For a witness quoted in the news, choose news.':
    'شخص كان هناك أخبر من يقدّم السجل. لشاهد تنقل عنه الأخبار، يُختار «أخبار».',
  'A row of another collection, such as UCDP, ACLED or GTD.':
    'صف من مجموعة أخرى، مثل ⟨UCDP⟩ أو ⟨ACLED⟩ أو ⟨GTD⟩.',
  'A type that no other term covers, such as a court file or a book.':
    'نوع لا يشمله أي رمز آخر، كملف محكمة أو كتاب.',
  'A: completely reliable': '⟨A⟩: موثوق تمامًا',
  'There is no doubt about the source, and it has always been right.': 'لا شك في المصدر، وكان محقًا دائمًا.',
  'B: usually reliable': '⟨B⟩: موثوق عادةً',
  'There is little doubt about the source, and it has mostly been right.':
    'الشك في المصدر قليل، وكان محقًا في الغالب.',
  'C: fairly reliable': '⟨C⟩: موثوق إلى حد ما',
  'There is some doubt about the source, and it has often been right.':
    'في المصدر بعض الشك، وكان محقًا في أحيان كثيرة.',
  'D: not usually reliable': '⟨D⟩: غير موثوق عادةً',
  'There is much doubt about the source, though it has been right at times.':
    'الشك في المصدر كبير، وإن كان محقًا أحيانًا.',
  'E: unreliable': '⟨E⟩: غير موثوق',
  'The source has been wrong before or is known to mislead.': 'أخطأ المصدر من قبل أو عُرف عنه التضليل.',
  'F: cannot be judged': '⟨F⟩: لا يمكن الحكم عليه',
  'Nothing is known to judge the source by. This is not a bad mark.':
    'لا يُعرف ما يُحكم به على المصدر. وهذه ليست درجة سيئة.',
  '1: confirmed': '⟨1⟩: مؤكَّد',
  'Other sources, independent of this one, say the same.':
    'مصادر أخرى، مستقلة عن هذا المصدر، تقول الشيء نفسه.',
  '2: probably true': '⟨2⟩: صحيح على الأرجح',
  'It makes sense and fits what else is known, but nobody else confirms it.':
    'معقول ويوافق سائر ما يُعرف، لكن لا أحد غيره يؤكده.',
  '3: possibly true': '⟨3⟩: قد يكون صحيحًا',
  'It is plausible, and fits only partly with what else is known.':
    'مقبول عقلًا، ولا يوافق سائر ما يُعرف إلا جزئيًا.',
  '4: doubtful': '⟨4⟩: مشكوك فيه',
  'It is possible but not plausible, and nothing else that is known supports it.':
    'ممكن لكنه غير مقبول عقلًا، ولا يدعمه شيء آخر مما يُعرف.',
  '5: improbable': '⟨5⟩: مستبعد',
  'What else is known contradicts it.': 'سائر ما يُعرف يناقضه.',
  '6: cannot be judged': '⟨6⟩: لا يمكن الحكم عليه',
  'Nothing is known to judge it by. This is not a bad mark.': 'لا يُعرف ما يُحكم به عليه. وهذه ليست درجة سيئة.',
  'Responds to': 'رد على',
  'This incident was a response to the other, according to a source.':
    'كانت هذه الحادثة ردًا على الأخرى، بحسب مصدر.',
  Follows: 'تلت',
  'This incident came after the other in one course of events, and nobody calls it a response.':
    'جاءت هذه الحادثة بعد الأخرى في سياق واحد، ولا يسميها أحد ردًا.',
  'Possible motive': 'دافع محتمل',
  'Somebody says that the other incident may have been a reason for this one. Say who under according to.':
    'تقول جهة ما إن الحادثة الأخرى ربما كانت سببًا لهذه. يُكتب صاحب القول في حقل «بحسب».',
  'Same event': 'الحادثة نفسها',
  'Both records describe the same event, as when two datasets contain it.':
    'السجلان يصفان الحادثة نفسها، كما حين ترد في مجموعتي بيانات.',
  Related: 'ذات صلة',
  'The incidents belong together in some other way; the note says how.':
    'بين الحادثتين صلة أخرى؛ وتقول الملاحظة ما هي.',
  Submitted: 'قيد المراجعة',
  'The record awaits review and is not public.': 'السجل ينتظر المراجعة وليس علنيًا.',
  'An editor accepted the record, and it is public.': 'قَبِل السجلَ أحدُ المحررين، وهو علني.',
  Published: 'منشور',
  Rejected: 'مرفوض',
  'An editor reviewed the record and did not accept it. It was never public.':
    'راجع السجلَ أحدُ المحررين ولم يقبله. ولم يكن علنيًا قط.',
  'The record was public and has been withdrawn. The reason is public.':
    'كان السجل علنيًا ثم سُحب. والسبب علني.',
  Merged: 'مدموج',
  'The record describes the same event as another one, to which its address now leads.':
    'يصف السجل الحادثة نفسها التي يصفها سجل آخر، وعنوانه يقود الآن إلى ذلك السجل.',
  // Rules: `schemas/rules.ts`.
  'A record must be one object with named fields.': 'يجب أن يكون السجل كائنًا واحدًا له حقول مسماة.',
  'There is no field with this name. The error suggests the closest match.':
    'لا يوجد حقل بهذا الاسم. ويقترح الخطأ أقرب اسم إليه.',
  'The field is required.': 'الحقل مطلوب.',
  'Sitrep sets this field. Leave it out or send it back unchanged.':
    'هذا الحقل يضعه ⟨Sitrep⟩. يُترك، أو يُعاد إرساله كما هو.',
  'A field must be given once, and under one name if it was renamed.':
    'يجب أن يُذكر الحقل مرة واحدة، وباسم واحد إن كان اسمه قد تغيّر.',
  'The value must have the type of its field: text, number, list or group.':
    'يجب أن تكون القيمة من نوع حقلها: نص أو عدد أو قائمة أو مجموعة حقول.',
  'A word that programs write for no value, such as NA, NULL or #REF!, must not be imported as a value unless it is meant.':
    'كلمة تكتبها البرامج حين لا توجد قيمة، مثل ⟨NA⟩ أو ⟨NULL⟩ أو ⟨#REF!⟩، يجب ألا تُستورد كقيمة إلا إذا كانت مقصودة.',
  'List entries must not be blank.': 'يجب ألا تكون بنود القائمة فارغة.',
  'The list has more entries than its field allows.': 'في القائمة بنود أكثر مما يسمح به حقلها.',
  'The text is longer than its field allows.': 'النص أطول مما يسمح به حقله.',
  'Text must not have control characters other than line breaks and tabs.':
    'يجب ألا تكون في النص أحرف تحكم غير فواصل الأسطر وعلامات الجدولة.',
  'Text must be valid Unicode (no unpaired surrogates).':
    'يجب أن يكون النص ⟨Unicode⟩ سليمًا (بلا أنصاف أزواج بديلة منفردة).',
  'A short name must have only lower-case letters a to z, digits, - and _, must begin with a letter or digit, and can have at most 64 characters.':
    'الاسم القصير لا يتضمن إلا الأحرف اللاتينية الصغيرة من ⟨a⟩ إلى ⟨z⟩ والأرقام و⟨-⟩ و⟨_⟩، ويجب أن يبدأ بحرف أو رقم، ولا يزيد على 64 حرفًا.',
  'There is no code with this name. The error suggests the closest match.':
    'لا يوجد رمز بهذا الاسم. ويقترح الخطأ أقرب رمز إليه.',
  'The code was withdrawn and is not for new records. The error names the code that replaces it.':
    'أُلغي الرمز ولا يُستخدم في سجلات جديدة. ويذكر الخطأ الرمز الذي حل محله.',
  'A whole number must have one reading: 1.000 could be 1 or 1,000. Write it without a separator of thousands.':
    'يجب ألا يُقرأ العدد الصحيح إلا على وجه واحد: ⟨1.000⟩ قد يكون 1 وقد يكون 1000. يُكتب من دون فاصل للآلاف.',
  'A count must be a whole number.': 'يجب أن يكون العدد عددًا صحيحًا.',
  'The number must be within the bounds of its field; a count must be 0 or more.':
    'يجب أن يكون العدد ضمن حدود حقله؛ وما يُعدّ يجب أن يكون 0 أو أكثر.',
  'A web address must begin with http:// or https://.': 'يجب أن يبدأ الرابط بـ ⟨http://⟩ أو ⟨https://⟩.',
  'A language must be a BCP 47 tag, such as en, ar or ku-Arab.':
    'يجب أن تكون اللغة وسمًا من ⟨BCP 47⟩، مثل ⟨en⟩ أو ⟨ar⟩ أو ⟨ku-Arab⟩.',
  'The date must be a real calendar date, in one of the forms listed in the codebook.':
    'يجب أن يكون التاريخ تاريخًا حقيقيًا في التقويم، وبأحد الأشكال المذكورة في دليل الرموز.',
  'An interval must not end before it begins.': 'يجب ألا تنتهي المدة قبل أن تبدأ.',
  'An incident must not begin or end more than one day in the future.':
    'يجب ألا تبدأ الحادثة أو تنتهي بعد أكثر من يوم من الآن.',
  'event_subtype must be one of the subtypes of event_type.':
    'يجب أن يكون ⟨event_subtype⟩ أحد الأنواع الفرعية لـ ⟨event_type⟩.',
  'Latitude and longitude must be given together.': 'يجب أن يُذكر خط العرض وخط الطول معًا.',
  'hit + missed + intercepted must not exceed fired, or fired_high. Unknown counts are left out.':
    'يجب ألا يتجاوز ⟨hit + missed + intercepted⟩ قيمة ⟨fired⟩ أو ⟨fired_high⟩. ولا تدخل الأعداد غير المعروفة في الجمع.',
  'The number fired must have fired_low ≤ fired ≤ fired_high.':
    'في عدد ما أُطلق، يجب أن يكون ⟨fired_low ≤ fired ≤ fired_high⟩.',
  'An estimate must have low ≤ best ≤ high.': 'في التقدير، يجب أن يكون ⟨low ≤ best ≤ high⟩.',
  'If no casualties are reported, every number must be 0 or blank.':
    'إذا كان في حقل الضحايا «لا يوجد»، فيجب أن يكون كل عدد 0 أو فارغًا.',
  'If casualties are unknown, every number must be blank.':
    'إذا كان في حقل الضحايا «غير معروف»، فيجب أن يكون كل عدد فارغًا.',
  'An entry of the breakdown must name either a group or an actor, not both.':
    'يجب أن يسمي كل بند من التوزيع إما فئة وإما طرفًا، لا الاثنين معًا.',
  'A source must have a publisher, an address or a title.': 'يجب أن يكون للمصدر ناشر أو رابط أو عنوان.',
  'Source keys must be unique within the record.': 'يجب ألا يتكرر مفتاح مصدر في السجل.',
  'A source named here must be the key of a source in this record.':
    'المصدر المسمى هنا يجب أن يكون مفتاح مصدر في هذا السجل.',
  'Two rows of the same dataset in one file must not share a reference.':
    'يجب ألا يكون لصفين من مجموعة البيانات نفسها في ملف واحد رقم مرجعي واحد.',
  'Another record of the dataset has this reference, and the importer may not edit it.':
    'لسجل آخر في مجموعة البيانات هذا الرقم المرجعي، وليس لصاحب الاستيراد أن يعدّله.',
  'The record is too large to store (the limit is about 2 MB, including derived data).':
    'السجل أكبر من أن يُخزَّن (الحد نحو 2 ميغابايت، ومنه البيانات المشتقة).',
  'A file must have at least a header.': 'يجب أن يكون في الملف سطر عناوين على الأقل.',
  'Send the table as CSV or tab-separated text. In Excel, choose Save As, CSV UTF-8.':
    'يُرسل الجدول بصيغة ⟨CSV⟩ أو نصًا مفصولًا بعلامات الجدولة. في ⟨Excel⟩: حفظ باسم، ثم ⟨CSV UTF-8⟩.',
  'The whole file must be in one encoding: UTF-8, UTF-16, or the one that charset= or encoding= states.':
    'يجب أن يكون الملف كله بترميز واحد: ⟨UTF-8⟩ أو ⟨UTF-16⟩ أو الترميز المذكور في ⟨charset=⟩ أو ⟨encoding=⟩.',
  'A file that is not UTF-8 or UTF-16 must state its encoding, unless only one reading is plausible.':
    'الملف الذي ليس بترميز ⟨UTF-8⟩ ولا ⟨UTF-16⟩ يجب أن يذكر ترميزه، ما لم تكن هناك قراءة واحدة معقولة.',
  'Cells must be separated by commas, semicolons or tabs; a first line sep=; can say which.':
    'يجب أن تُفصل الخلايا بفواصل أو فواصل منقوطة أو علامات جدولة؛ ويمكن أن يحددها سطر أول ⟨sep=⟩.',
  'The first row of a table must have the names of its columns.':
    'يجب أن تكون في الصف الأول من الجدول أسماء أعمدته.',
  'A table can have at most 16,384 columns, as in a spreadsheet.':
    'للجدول ⟨16,384⟩ عمودًا على الأكثر، كما في أوراق العمل.',
  'A column with values must have a name.': 'العمود الذي فيه قيم يجب أن يكون له اسم.',
  'Column names must be unique.': 'يجب ألا تتكرر أسماء الأعمدة.',
  'There is no column with this name. The error suggests the closest match.':
    'لا يوجد عمود بهذا الاسم. ويقترح الخطأ أقرب اسم إليه.',
  "A file in another project's layout must include the columns needed to read its rows.":
    'الملف المكتوب بصيغة مشروع آخر يجب أن يتضمن الأعمدة اللازمة لقراءة صفوفه.',
  'The row has fewer cells than there are columns.': 'في الصف خلايا أقل من عدد الأعمدة.',
  'The row has more cells than there are columns.': 'في الصف خلايا أكثر من عدد الأعمدة.',
  'The last row must be complete. Without its end, the file was probably cut off.':
    'يجب أن يكون الصف الأخير كاملًا. فإن نقص آخره، فالأرجح أن الملف قُطع.',
  'A row of an annotated file must be corrected, and its errors removed, before it is stored.':
    'الصف في ملف أُضيفت إليه الأخطاء يجب أن يُصحَّح، وأن تُحذف أخطاؤه، قبل تخزينه.',
  'A row can have at most 1,048,576 characters.': 'للصف ⟨1,048,576⟩ حرفًا على الأكثر.',
  'A quote that opens a cell must be closed.': 'علامة الاقتباس التي تفتح خلية يجب أن تُغلق.',
  'Only a delimiter or a line break may follow a closing quote. Inside a quoted cell, write " as "".':
    'لا يأتي بعد علامة الاقتباس الختامية إلا فاصل أو سطر جديد. وداخل خلية بين علامتي اقتباس، تُكتب ⟨"⟩ هكذا: ⟨""⟩.',
  'No space may stand before the quote that opens a cell.':
    'يجب ألا تسبق مسافةٌ علامةَ الاقتباس التي تفتح خلية.',
  'A cell must not have NUL characters.': 'يجب ألا تكون في الخلية أحرف ⟨NUL⟩.',
  'A workbook must be a complete .xlsx or .xlsm file that is not encrypted.':
    'يجب أن يكون المصنف ملف ⟨.xlsx⟩ أو ⟨.xlsm⟩ كاملًا وغير مشفّر.',
  'The workbook must have the sheet that is named, with a header in its first row that is not empty.':
    'يجب أن تكون في المصنف ورقة العمل المسماة، وفي صفها الأول عناوين غير فارغة.',
  'The parts of a workbook must not be too large when unpacked.':
    'يجب ألا تكون أجزاء المصنف كبيرة جدًا بعد فك ضغطها.',
  'A cell must not show an error of its formula, such as #REF!.':
    'يجب ألا تُظهر الخلية خطأ من صيغتها الحسابية، مثل ⟨#REF!⟩.',
  'A formula must have a stored result: Sitrep does not compute.':
    'يجب أن تكون للصيغة الحسابية نتيجة مخزّنة: ⟨Sitrep⟩ لا يحسب.',
  'Cells of the table must not be merged.': 'يجب ألا تكون خلايا الجدول مدمجة.',
  'A file that is sent as JSON must begin with { or [.':
    'الملف المرسل على أنه ⟨JSON⟩ يجب أن يبدأ بـ ⟨{⟩ أو ⟨[⟩.',
  'Each record of a JSON file must be valid JSON.': 'يجب أن يكون كل سجل في ملف ⟨JSON⟩ بصيغة ⟨JSON⟩ سليمة.',
  'A record of a JSON file can have at most 1,048,576 characters.':
    'للسجل في ملف ⟨JSON⟩ ⟨1,048,576⟩ حرفًا على الأكثر.',
  'A JSON file must be UTF-8.': 'يجب أن يكون ملف ⟨JSON⟩ بترميز ⟨UTF-8⟩.',
  'A JSON file must be one complete array of records, or an object with one list of them.':
    'يجب أن يكون ملف ⟨JSON⟩ قائمة سجلات واحدة كاملة، أو كائنًا فيه قائمة واحدة منها.',
  'An import can have at most 200,000 rows.': 'للاستيراد الواحد ⟨200,000⟩ صف على الأكثر.',
  'This file needs more work than one import may do. Split it into smaller files.':
    'يحتاج هذا الملف إلى عمل أكثر مما يجوز لاستيراد واحد. يُقسَّم إلى ملفات أصغر.',
  'An import can take at most an hour.': 'يستغرق الاستيراد ساعة على الأكثر.',
  'This cell is a total over several weapons. To change the counts, use profile=full.':
    'هذه الخلية مجموع عدة أسلحة. لتغيير الأعداد، يُستخدم ⟨profile=full⟩.',
  'Write a link as type:incident, for example responds_to:jan-2022-6.':
    'تُكتب الصلة هكذا: ⟨type:incident⟩، مثل ⟨responds_to:jan-2022-6⟩.',
  'A mapping must follow the schema of mappings.': 'يجب أن تتبع مطابقة الأعمدة المخطط المحدد لها.',
  'Every target in a mapping must be a field of the record, and no field may be filled twice.':
    'كل وجهة في مطابقة الأعمدة يجب أن تكون حقلًا من السجل، ويجب ألا يُملأ حقل مرتين.',
  'The file must have the columns that its mapping names.':
    'يجب أن تكون في الملف الأعمدة التي تسميها مطابقة الأعمدة.',
  'The cell must be listed under "values" in the mapping.':
    'يجب أن ترد الخلية تحت ⟨"values"⟩ في مطابقة الأعمدة.',
  'The date must be written as the mapping says.': 'يجب أن يُكتب التاريخ كما تقول مطابقة الأعمدة.',
  'The number must be written with the separators that the mapping says.':
    'يجب أن يُكتب العدد بالفواصل التي تقولها مطابقة الأعمدة.',
  'A number of people must be a number or a range: 5, 3-5, 12+, ≥12, at least 12, ≤12 or up to 12.':
    'عدد الأشخاص يجب أن يكون عددًا أو نطاقًا: ⟨5⟩ أو ⟨3-5⟩ أو ⟨12+⟩ أو ⟨≥12⟩ أو ⟨at least 12⟩ أو ⟨≤12⟩ أو ⟨up to 12⟩.',
  'The public can submit to existing datasets only.': 'لا يقدّم العموم إلا إلى مجموعات بيانات موجودة.',
  'The token is not for this dataset.': 'رمز الدخول ليس لمجموعة البيانات هذه.',
  'Publishing records of this dataset is not allowed.': 'نشر سجلات مجموعة البيانات هذه غير مسموح.',
  'A record should say what happened in plain words.': 'ينبغي أن يقول السجل ما حدث بكلمات بسيطة.',
  'The date is up to a day in the future.': 'التاريخ في المستقبل، بيوم على الأكثر.',
  'A year before 1900 is usually a typing error.': 'السنة التي قبل 1900 خطأ في الكتابة عادةً.',
  'The coordinates should be in the stated country.': 'ينبغي أن تكون الإحداثيات في البلد المذكور.',
  'Part of the location is withheld from the public.': 'جزء من الموقع محجوب عن العموم.',
  'The source was published before the event.': 'نُشر المصدر قبل الحادثة.',
  'The claim was made before the event.': 'صدر إعلان المسؤولية قبل الحادثة.',
  'The field has another name now; its former name is still accepted.':
    'صار للحقل اسم آخر؛ ولا يزال اسمه السابق مقبولًا.',
  'The row may duplicate a stored record.': 'قد يكون الصف تكرارًا لسجل مخزَّن.',
  'The link does not point to a published incident or, in a draft, to one that the filer may see.':
    'لا تشير الصلة إلى حادثة منشورة، ولا تشير في مسودة إلى حادثة يجوز لمقدّم السجل أن يراها.',
  // Reasons why the JSON Schema does not express a rule: `schemas/beyond-json-schema.ts`.
  'the schema accepts 29 February of every year': 'لأن المخطط يقبل 29 شباط/فبراير في كل سنة',
  'it compares values': 'لأنها تقارن قيمًا',
  'it depends on the time': 'لأنها تتوقف على الوقت',
  'it adds numbers': 'لأنها تجمع أعدادًا',
  'the schema accepts an entry whose texts are all blank': 'لأن المخطط يقبل بندًا كل نصوصه فارغة',
  'most programs cannot read such text, and a portable pattern cannot name it':
    'لأن معظم البرامج لا تستطيع قراءة نص كهذا، ولا يستطيع وصفه نمط تفهمه البرامج كلها',
  'the schema checks the beginning, not the name of the host': 'لأن المخطط يفحص البداية، لا اسم المضيف',
  'the schema checks the form, not the order of the subtags':
    'لأن المخطط يفحص الشكل، لا ترتيب الوسوم الفرعية',
  'stored records keep the code': 'لأن السجلات المخزَّنة تحتفظ بالرمز',
  'the schema also describes stored records': 'لأن المخطط يصف السجلات المخزَّنة أيضًا',
  'JSON is read before it is validated': 'لأن ⟨JSON⟩ يُقرأ قبل أن يُفحص',
  'it depends on derived data': 'لأنها تتوقف على بيانات مشتقة',
  'it depends on the other records': 'لأنها تتوقف على السجلات الأخرى',
  // Notes of imports and losses of exports: `schemas/crosswalk/loss-rules.ts`.
  'The record has no field for these columns, so external.fields keeps them. The count is of columns.':
    'ليس في السجل حقل لهذه الأعمدة، فيحتفظ بها ⟨external.fields⟩. والعدد هو عدد الأعمدة.',
  'The record writes some cells of the row in another form. external.fields keeps the originals, and an export writes them unchanged.':
    'يكتب السجل بعض خلايا الصف بشكل آخر. ويحتفظ ⟨external.fields⟩ بالأصل، ويكتبه التصدير كما كان.',
  'The row names no source, so its dataset becomes the source.':
    'لا يسمي الصف مصدرًا، فتصبح مجموعة بياناته هي المصدر.',
  'The sources are not divided into office, date and headline, so they become one source with the text as its title.':
    'المصادر غير مفصولة إلى جهة وتاريخ وعنوان، فتصبح مصدرًا واحدًا عنوانه النص كله.',
  'The text is longer than its field allows and is cut.': 'النص أطول مما يسمح به حقله، فيُقطع.',
  'The text has control characters; each becomes a space.': 'في النص أحرف تحكم؛ ويصبح كل منها مسافة.',
  'The cell says that there is no number, as NA and -99 do, so the field is left blank. external.fields keeps the cell.':
    'تقول الخلية إنه لا يوجد عدد، كما تقول ⟨NA⟩ و⟨-99⟩، فيُترك الحقل فارغًا. ويحتفظ ⟨external.fields⟩ بالخلية.',
  'The number has a decimal comma, grouped digits or other digits; the record has its value.':
    'في العدد فاصلة عشرية، أو أرقام مجمّعة، أو أرقام من كتابة أخرى؛ وفي السجل قيمته.',
  'The code is unknown and is left blank. external.fields keeps the cell.':
    'الرمز غير معروف فيُترك الحقل فارغًا. ويحتفظ ⟨external.fields⟩ بالخلية.',
  "The day is not in the project's form; the record has the day.":
    'اليوم ليس بالشكل الذي يستخدمه المشروع؛ وفي السجل ذلك اليوم.',
  'The date of a detail cannot be read and is left blank. external.fields keeps the cell.':
    'تاريخ أحد التفاصيل تتعذر قراءته فيُترك فارغًا. ويحتفظ ⟨external.fields⟩ بالخلية.',
  'No country has this name, so the record has the country at the coordinates. external.fields keeps the name.':
    'ليس لأي بلد هذا الاسم، فيأخذ السجل البلد الذي عند الإحداثيات. ويحتفظ ⟨external.fields⟩ بالاسم.',
  'A sea, a gulf or a strait is no country, so the country is XZ, international waters. The name is kept.':
    'البحر أو الخليج أو المضيق ليس بلدًا، فالبلد هو ⟨XZ⟩، أي المياه الدولية. ويُحتفظ بالاسم.',
  'UCDP records who fought whom, not how. The type of event is unspecified, or violence against civilians if UCDP calls the event one-sided.':
    'يسجّل ⟨UCDP⟩ من قاتل من، لا كيف. فنوع الحادثة «استخدام للقوة غير محدد»، أو «عنف ضد المدنيين» إذا وصف ⟨UCDP⟩ الحادثة بأنها من طرف واحد.',
  'An event (event_clarity 1) with a range of days happened once, at some time in the range.':
    'الحادثة المفردة (⟨event_clarity⟩ قيمته 1) التي لها نطاق أيام حدثت مرة واحدة، في وقت ما ضمن النطاق.',
  'An aggregate (event_clarity 2) with a range of days lasted through the whole range.':
    'المجموع من الحوادث (⟨event_clarity⟩ قيمته 2) الذي له نطاق أيام استمر طوال النطاق كله.',
  'date_prec does not match the days from date_start to date_end; the days are kept.':
    'لا يوافق ⟨date_prec⟩ الأيام من ⟨date_start⟩ إلى ⟨date_end⟩؛ فيُحتفظ بالأيام.',
  'The record did not come from this project, so the id is the one that Sitrep gave it.':
    'لم يأتِ السجل من هذا المشروع، فالمعرّف هو الذي أعطاه إياه ⟨Sitrep⟩.',
  'Only the other project can fill the column; it is blank unless the record came from there.':
    'لا يستطيع ملء هذا العمود إلا المشروع الآخر؛ فهو فارغ ما لم يكن السجل قد جاء منه.',
  'The layout requires the value, and the record does not have it.':
    'تتطلب الصيغة هذه القيمة، وليست في السجل.',
  'The layout has no column for the value.': 'ليس في الصيغة عمود لهذه القيمة.',
  'The column is not in the layout that is exported; external.fields keeps its cell.':
    'العمود ليس في الصيغة المصدَّرة؛ ويحتفظ ⟨external.fields⟩ بخليته.',
  'The layout has fewer columns than the record has entries.': 'في الصيغة أعمدة أقل من بنود السجل.',
  'The layout cannot show that a date is approximate or uncertain.':
    'لا تستطيع الصيغة أن تبيّن أن التاريخ تقريبي أو غير مؤكد.',
  'The layout has no time of day; only the date is exported.':
    'ليس في الصيغة وقت من اليوم؛ فلا يُصدَّر إلا التاريخ.',
  'The layout has a single day, so one day of the range is exported.':
    'في الصيغة يوم واحد، فيُصدَّر يوم واحد من النطاق.',
  'The layout has one cell for several actors; their names are joined.':
    'في الصيغة خلية واحدة لعدة أطراف؛ فتُضم أسماؤها.',
  'The record has changed since its import; the column has the current value.':
    'تغيّر السجل منذ استيراده؛ وفي العمود القيمة الحالية.',
  'UCDP includes only events with at least one death.':
    'لا يتضمن ⟨UCDP⟩ إلا الحوادث التي فيها قتيل واحد على الأقل.',
  'UCDP includes only events that lasted at most a calendar year.':
    'لا يتضمن ⟨UCDP⟩ إلا الحوادث التي استمرت سنة تقويمية على الأكثر.',
  'UCDP has side A and side B; the attacker is exported as side A and the target as side B.':
    'في ⟨UCDP⟩ طرفان، أ وب؛ فيُصدَّر المهاجم على أنه الطرف أ والهدف على أنه الطرف ب.',
  'The record does not give the deaths of side A, side B, civilians and unknown separately; the columns without a number stay blank.':
    'لا يعطي السجل قتلى الطرف أ والطرف ب والمدنيين وغير المعروفين كلًا على حدة؛ فتبقى الأعمدة التي لا عدد لها فارغة.',
  'ACLED includes only events whose place is known more precisely than the country.':
    'لا يتضمن ⟨ACLED⟩ إلا الحوادث التي يُعرف مكانها بدقة أعلى من البلد.',
  'ACLED includes only events whose month is known, and that lasted at most a year.':
    'لا يتضمن ⟨ACLED⟩ إلا الحوادث التي يُعرف شهرها والتي استمرت سنة على الأكثر.',
  'ACLED includes only events of its six types.': 'لا يتضمن ⟨ACLED⟩ إلا الحوادث من أنواعه الستة.',
  'The specific type is unknown.': 'النوع الفرعي غير معروف.',
  'In ACLED, intercepted weapons are a strategic development: disrupted weapons use.':
    'الأسلحة المعترَضة في ⟨ACLED⟩ تطور استراتيجي: تعطيل استخدام أسلحة (⟨Disrupted weapons use⟩).',
  'ACLED has one type for weapons found and plots foiled: disrupted weapons use.':
    'في ⟨ACLED⟩ نوع واحد للعثور على الأسلحة وإحباط المخططات: تعطيل استخدام أسلحة (⟨Disrupted weapons use⟩).',
  'ACLED has one type for air strikes and drone strikes.':
    'في ⟨ACLED⟩ نوع واحد للغارات الجوية وهجمات الطائرات المسيّرة.',
  'An unknown attacker becomes an unidentified armed group of the type political militia.':
    'يصبح المهاجم غير المعروف جماعة مسلحة غير محددة الهوية، من نوع «ميليشيا سياسية».',
  'An event of several days has one row per day; deaths are divided evenly.':
    'للحادثة التي دامت عدة أيام صف لكل يوم؛ ويُقسَّم القتلى بالتساوي.',
  'ACLED has three levels of precision for a place; Sitrep has seven.':
    'في ⟨ACLED⟩ ثلاث درجات لدقة المكان؛ وفي ⟨Sitrep⟩ سبع.',
  'Coordinates are cut to four decimals.': 'تُقطع الإحداثيات إلى أربعة أرقام عشرية.',
  'In ACLED, 0 deaths can mean none or no information. Here it means no information.':
    'العدد 0 من القتلى في ⟨ACLED⟩ قد يعني أنه لا قتلى أو أنه لا معلومات. وهنا يعني أنه لا معلومات.',
  'The layout has only the lowest number of an estimate.': 'ليس في الصيغة إلا العدد الأدنى من التقدير.',
  'ACLED has no column for a claim of responsibility; the notes contain it.':
    'ليس في ⟨ACLED⟩ عمود لإعلان المسؤولية؛ فيرد في الملاحظات.',
  'In ACLED, 0 deaths can mean none or no information, so the record leaves deaths blank.':
    'العدد 0 من القتلى في ⟨ACLED⟩ قد يعني أنه لا قتلى أو أنه لا معلومات، فيترك السجل عدد القتلى فارغًا.',
  'ACLED has one number of deaths; the record uses it as the lowest and the best number.':
    'في ⟨ACLED⟩ عدد واحد للقتلى؛ ويستخدمه السجل على أنه العدد الأدنى والأرجح.',
  'time_precision 2 means the week around the day; 3 means its month.':
    '⟨time_precision⟩ قيمته 2 تعني الأسبوع الذي حول اليوم؛ و3 تعني شهره.',
  'The type of event is one that ACLED used before 2019; the record has the type that replaced it.':
    'نوع الحادثة استخدمه ⟨ACLED⟩ قبل 2019؛ وفي السجل النوع الذي حل محله.',
  'geo_precision 3 means a larger region; the record has the precision area.':
    '⟨geo_precision⟩ قيمته 3 تعني إقليمًا أكبر؛ ودقة المكان في السجل «منطقة أو خط».',
  'ACLED has one type for air and drone strikes; the record has an air strike.':
    'في ⟨ACLED⟩ نوع واحد للغارات الجوية وهجمات الطائرات المسيّرة؛ وفي السجل غارة جوية.',
  'Disrupted weapons use does not say whether anything was launched.':
    'تعطيل استخدام أسلحة (⟨Disrupted weapons use⟩) لا يقول هل أُطلق شيء.',
  'The order of the actors has no meaning in ACLED; the first becomes side A and the second side B.':
    'لا معنى لترتيب الأطراف في ⟨ACLED⟩؛ فيصبح الأول الطرف أ والثاني الطرف ب.',
  'GTD does not include acts of states.': 'لا يتضمن ⟨GTD⟩ أفعال الدول.',
  'GTD includes only attacks that were begun, not weapons found or plots foiled beforehand.':
    'لا يتضمن ⟨GTD⟩ إلا الهجمات التي بدأ تنفيذها، لا الأسلحة التي عُثر عليها ولا المخططات التي أُحبطت قبل ذلك.',
  'GTD includes only attacks by non-state actors; the record has none.':
    'لا يتضمن ⟨GTD⟩ إلا هجمات جهات غير حكومية؛ وليس في السجل هجوم منها.',
  'GTD writes year, month and day as numbers, 0 if unknown. A date that is not one day is also given in words.':
    'يكتب ⟨GTD⟩ السنة والشهر واليوم أعدادًا، و0 لما لا يُعرف. والتاريخ الذي ليس يومًا واحدًا يُكتب بالكلمات أيضًا.',
  'GTD has five levels of precision for a place; Sitrep has seven.':
    'في ⟨GTD⟩ خمس درجات لدقة المكان؛ وفي ⟨Sitrep⟩ سبع.',
  'GTD counts a weapon that went off but missed its target as a success.':
    'يعدّ ⟨GTD⟩ السلاح الذي انفجر وأخطأ هدفه نجاحًا.',
  'The group that claimed the event, or was blamed for it, is exported as the group and marked as uncertain.':
    'الجماعة التي أعلنت المسؤولية عن الحادثة، أو اتُّهمت بها، تُصدَّر على أنها الجماعة المنفّذة وتُعلَّم بأنها غير مؤكدة.',
  'The layout has only the best number of an estimate.': 'ليس في الصيغة إلا العدد الأرجح من التقدير.',
  'GTD has fewer and different types of attack.': 'في ⟨GTD⟩ أنواع هجوم أقل ومختلفة.',
  'GTD has fewer types of weapon; the column for details has the rest.':
    'في ⟨GTD⟩ أنواع أسلحة أقل؛ ويرد الباقي في عمود التفاصيل.',
  'GTD measures damage by its cost, so damage is exported with an unknown extent.':
    'يقيس ⟨GTD⟩ الأضرار بكلفتها، فتُصدَّر الأضرار بمقدار غير معروف.',
  'GTD classifies attacks by their method; the closest type is used.':
    'يصنّف ⟨GTD⟩ الهجمات بحسب أسلوبها؛ فيُستخدم أقرب نوع.',
  'This GTD type covers several of our types of weapon; the record has other or unknown.':
    'نوع ⟨GTD⟩ هذا يشمل عدة أنواع أسلحة عندنا؛ وفي السجل «غير ذلك» أو «غير معروف».',
  'GTD gives the extent of damage as a sum of money; the level of damage is left blank.':
    'يعطي ⟨GTD⟩ مقدار الأضرار مبلغًا من المال؛ فتُترك درجة الأضرار فارغة.',
  'GTD has five levels of specificity for a place; the closest of our seven is used.':
    'في ⟨GTD⟩ خمس درجات لدقة المكان؛ فتُستخدم أقرب درجة من درجاتنا السبع.',
  'A fraction is the share of a number for several attacks; the record has the whole numbers below and above it.':
    'الكسر هو حصة من عدد يخص عدة هجمات؛ وفي السجل العددان الصحيحان اللذان تحته وفوقه.',
  'approxdate gives the date in words; it becomes date_note.':
    'يعطي ⟨approxdate⟩ التاريخ بالكلمات؛ فيصبح ⟨date_note⟩.',
  "The country is a former state. The record has today's country, found by the coordinates if there are several; external.fields keeps the former name.":
    'البلد دولة سابقة. وفي السجل البلد الحالي، ويُعرف بالإحداثيات إذا كانت البلدان عدة؛ ويحتفظ ⟨external.fields⟩ بالاسم السابق.',
  'An attack of more than a day lasted until its resolution date, if the row has one.':
    'الهجوم الذي زاد على يوم استمر حتى تاريخ انتهائه، إن كان في الصف.',
  // Parameters of lists and files: `schemas/query.ts`.
  Tag: 'الوسم',
  'Records with an actor of this name, in any role.': 'السجلات التي فيها طرف بهذا الاسم، أيًا كان دوره.',
  'Records with a weapon of this type. any_drone means drone_armed, drone_one_way. any_indirect_fire means rocket, mortar, artillery, indirect_fire_unspecified.':
    'السجلات التي فيها سلاح من هذا النوع. ⟨any_drone⟩ يعني ⟨drone_armed, drone_one_way⟩. و⟨any_indirect_fire⟩ يعني ⟨rocket, mortar, artillery, indirect_fire_unspecified⟩.',
  'Records with a target of this type.': 'السجلات التي فيها هدف من هذا النوع.',
  'Records with a source of this publisher.': 'السجلات التي فيها مصدر لهذا الناشر.',
  'Records with a claim of responsibility by this name.': 'السجلات التي فيها إعلان مسؤولية بهذا الاسم.',
  'Records with this tag.': 'السجلات التي لها هذا الوسم.',
  'Any drone': 'أي طائرة مسيّرة',
  'Any indirect fire': 'أي نيران غير مباشرة',
  'Date, earliest first': 'التاريخ، الأقدم أولًا',
  'Date, latest first': 'التاريخ، الأحدث أولًا',
  'Created, earliest first': 'وقت الإنشاء، الأقدم أولًا',
  'Created, latest first': 'وقت الإنشاء، الأحدث أولًا',
  'Deaths, fewest first': 'القتلى، الأقل أولًا',
  'Deaths, most first': 'القتلى، الأكثر أولًا',
  'Records of this dataset.': 'سجلات مجموعة البيانات هذه.',
  'Records in this country: an ISO 3166-1 alpha-2 code, XK or XZ.':
    'السجلات في هذا البلد: رمز ⟨ISO 3166-1 alpha-2⟩، أو ⟨XK⟩ أو ⟨XZ⟩.',
  'Records in this first-level area, spelled as in the record.':
    'السجلات في هذه المحافظة أو الولاية، بالتهجئة التي في السجل.',
  'Records with this type of event.': 'السجلات التي لها نوع الحادثة هذا.',
  'Records with this specific type.': 'السجلات التي لها هذا النوع الفرعي.',
  'Records with this type of conflict.': 'السجلات التي لها نوع النزاع هذا.',
  'Records with this outcome.': 'السجلات التي لها هذه النتيجة.',
  'Records whose place has this precision.': 'السجلات التي لمكانها هذه الدقة.',
  'Records whose date has this precision.': 'السجلات التي لتاريخها هذه الدقة.',
  'Records of this series.': 'سجلات هذه السلسلة.',
  'Records with this review status. The public sees published records only.':
    'السجلات التي لها حالة المراجعة هذه. ولا يرى العموم إلا السجلات المنشورة.',
  'Events that ended on or after this day.': 'الحوادث التي انتهت في هذا اليوم أو بعده.',
  'Events that began on or before this day.': 'الحوادث التي بدأت في هذا اليوم أو قبله.',
  'Records whose deaths_best is known and at least this number.':
    'السجلات التي يُعرف فيها ⟨deaths_best⟩ ويبلغ هذا العدد على الأقل.',
  'Records whose deaths_best is known and at most this number.':
    'السجلات التي يُعرف فيها ⟨deaths_best⟩ ويبلغ هذا العدد على الأكثر.',
  'Records within west,south,east,north in degrees; west > east crosses the antimeridian.':
    'السجلات داخل ⟨west,south,east,north⟩ (غرب، جنوب، شرق، شمال) بالدرجات؛ وإذا كان ⟨west > east⟩ فالنطاق يعبر خط الطول 180.',
  'Records within a circle: latitude,longitude,kilometres.':
    'السجلات داخل دائرة: ⟨latitude,longitude,kilometres⟩ (خط العرض، خط الطول، كيلومترات).',
  'Records with all these words in title, summary, places, actors or sources.':
    'السجلات التي ترد كل هذه الكلمات في عنوانها أو ملخصها أو أماكنها أو الأطراف فيها أو مصادرها.',
  'The records as they were at this commit.': 'السجلات كما كانت عند هذا الإصدار.',
  'The records as they were at this time (UTC).': 'السجلات كما كانت في هذا الوقت (⟨UTC⟩).',
  'The version of the schema of a pinned address.': 'نسخة مخطط البيانات في عنوان مثبَّت.',
  'Only these columns, in this order; for CSV, GeoJSON and XLSX.':
    'هذه الأعمدة فقط، وبهذا الترتيب؛ في ⟨CSV⟩ و⟨GeoJSON⟩ و⟨XLSX⟩.',
  'The layout. The default is flat; CSV also supports full (complete records, with dotted column names); CSV and XLSX also support ucdp, acled and gtd, with the columns and inclusion rules of that project.':
    'الصيغة. وهي ⟨flat⟩ ما لم يُذكر غيرها؛ ويتيح ⟨CSV⟩ أيضًا ⟨full⟩ (سجلات كاملة، بأسماء أعمدة منقّطة)؛ ويتيح ⟨CSV⟩ و⟨XLSX⟩ أيضًا ⟨ucdp⟩ و⟨acled⟩ و⟨gtd⟩، بأعمدة ذلك المشروع وقواعده في إدراج الحوادث.',
  'Set to true for labels instead of codes; for CSV and XLSX.':
    'القيمة ⟨true⟩ تعطي أسماء الرموز بدلًا من الرموز؛ في ⟨CSV⟩ و⟨XLSX⟩.',
  'The language of the labels, for files with labels=true. On pages, their language: en or ar.':
    'لغة أسماء الرموز، في الملفات التي لها ⟨labels=true⟩. وفي الصفحات، لغة الصفحة: ⟨en⟩ أو ⟨ar⟩.',
  'Set to true for a CSV file for spreadsheets: with a byte order mark, and an apostrophe before formulas so that they are not computed.':
    'القيمة ⟨true⟩ تعطي ملف ⟨CSV⟩ لبرامج الجداول: بعلامة ترتيب البايتات في أوله، وبفاصلة عليا قبل الصيغ الحسابية كي لا تُحسب.',
  'The order: date, created or deaths, with - before it for the reverse; for CSV, JSON and NDJSON. The default is by id.':
    'الترتيب: ⟨date⟩ أو ⟨created⟩ أو ⟨deaths⟩، وقبله ⟨-⟩ للترتيب العكسي؛ في ⟨CSV⟩ و⟨JSON⟩ و⟨NDJSON⟩. وهو بحسب المعرّف ما لم يُذكر غيره.',
  'The maximum number of records; the response links to the next page.':
    'أكبر عدد من السجلات؛ وفي الرد رابط إلى الصفحة التالية.',
  'The start of the page, from the link of the previous response.': 'بداية الصفحة، من رابط الرد السابق.',
  'What records are counted by: at most two of country, admin1, dataset, event_type, event_subtype, conflict_type, outcome, weapon, target_type, series, status, and one step of time: year, quarter, month, week, day. Without it, the total.':
    'ما تُعدّ السجلات بحسبه: اثنان على الأكثر من ⟨country, admin1, dataset, event_type, event_subtype, conflict_type, outcome, weapon, target_type, series, status⟩، ووحدة زمن واحدة: ⟨year, quarter, month, week, day⟩. ومن دونه، المجموع.',
  'The numbers of people that the page of counts shows: deaths, injuries or civilian_deaths.':
    'أعداد الأشخاص التي تعرضها صفحة الأعداد: ⟨deaths⟩ أو ⟨injuries⟩ أو ⟨civilian_deaths⟩.',
  // Disputed areas, and the documents that name the disputes: `schemas/disputed-areas.ts`.
  Crimea: 'القرم',
  'Donetsk, Kherson, Luhansk and Zaporizhzhia regions': 'مقاطعات دونيتسك وخيرسون ولوهانسك وزابوريجيا',
  'Golan Heights': 'هضبة الجولان',
  'Shebaa farms': 'مزارع شبعا',
  Ghajar: 'الغجر',
  'West Bank, with East Jerusalem': 'الضفة الغربية، ومنها القدس الشرقية',
  'Gaza Strip': 'قطاع غزة',
  'Northern Cyprus and the buffer zone': 'شمال قبرص والمنطقة العازلة',
  'Nagorno-Karabakh': 'ناغورنو كاراباخ',
  'Jammu and Kashmir': 'جامو وكشمير',
  'Aksai Chin and the line of actual control': 'أكساي تشين وخط السيطرة الفعلية',
  'Shaksgam valley': 'وادي شاكسغام',
  'Arunachal Pradesh': 'أروناتشال براديش',
  Doklam: 'دوكلام',
  Abyei: 'أبيي',
  'Kafia Kingi': 'كافيا كنجي',
  'Halaib triangle': 'مثلث حلايب',
  'Ilemi triangle': 'مثلث إيليمي',
  Doumeira: 'دميرة',
  Bakassi: 'باكاسي',
  Essequibo: 'إيسيكويبو',
  'Falkland Islands (Malvinas)': 'جزر فوكلاند (مالفيناس)',
  'South Georgia and South Sandwich Islands': 'جورجيا الجنوبية وجزر ساندويتش الجنوبية',
  'Southern Kuril Islands': 'جزر الكوريل الجنوبية',
  'Liancourt Rocks': 'صخور ليانكورت',
  'Senkaku Islands': 'جزر سينكاكو',
  'Paracel Islands': 'جزر باراسيل',
  'Spratly Islands': 'جزر سبراتلي',
  'Scarborough Shoal': 'جزيرة سكاربورو الضحلة',
  'Preah Vihear': 'برياه فيهير',
  'Abu Musa and the Tunbs': 'أبو موسى وطنب الكبرى وطنب الصغرى',
  'Ceuta and Melilla': 'سبتة ومليلية',
  'Chagos Archipelago': 'أرخبيل تشاغوس',
  'Agreement between India and China of 7 September 1993': 'اتفاق بين الهند والصين في 7 أيلول/سبتمبر 1993',
  'Agreement between China and Pakistan of 2 March 1963': 'اتفاق بين الصين وباكستان في 2 آذار/مارس 1963',
  'Agreement between Bhutan and China of 8 December 1998':
    'اتفاق بين بوتان والصين في 8 كانون الأول/ديسمبر 1998',
  'Boundary order of Uganda and Sudan of 21 April 1914': 'أمر حدود أوغندا والسودان في 21 نيسان/أبريل 1914',
  'Greentree Agreement of 12 June 2006': 'اتفاق غرينتري في 12 حزيران/يونيو 2006',
  'Geneva Agreement of 17 February 1966': 'اتفاق جنيف في 17 شباط/فبراير 1966',
  'ICJ, Antarctica, order of 16 March 1956': 'محكمة العدل الدولية، أنتاركتيكا، أمر 16 آذار/مارس 1956',
  'Joint declaration of 19 October 1956': 'الإعلان المشترك في 19 تشرين الأول/أكتوبر 1956',
  'Note of Japan of 28 January 1952': 'مذكرة اليابان في 28 كانون الثاني/يناير 1952',
  'Agreement on the Ryukyu Islands of 17 June 1971': 'اتفاق جزر ريوكيو في 17 حزيران/يونيو 1971',
  'Treaty of Peace with Japan of 8 September 1951, article 2(f)':
    'معاهدة السلام مع اليابان في 8 أيلول/سبتمبر 1951، المادة 2 (و)',
  'PCA 2013-19, award of 12 July 2016': 'محكمة التحكيم الدائمة، القضية ⟨2013-19⟩، قرار 12 تموز/يوليه 2016',
  'ICJ, judgment of 11 November 2013': 'محكمة العدل الدولية، حكم 11 تشرين الثاني/نوفمبر 2013',
  'Treaty of Spain and Morocco of 26 April 1860': 'معاهدة إسبانيا والمغرب في 26 نيسان/أبريل 1860',
  // Sentences of errors: `schemas`, `src/record` and `src/ingest`; the values of a sentence are `{0}`, `{1}` and so on.
  'Did you mean {0}?': 'هل المقصود {0}؟',
  '{0} or {1}': '{0} أو {1}',
  '{0} has columns of another layout: name one after a dot.': 'في {0} أعمدة صيغة أخرى: يُسمّى أحدها بعد نقطة.',
  '{0} is a group: name one of its fields after a dot ({1}).':
    '{0} مجموعة حقول: يُسمّى أحد حقولها بعد نقطة ({1}).',
  '{0} is a list: name a field of an entry, such as {1}.': '{0} قائمة: يُسمّى حقل من أحد بنودها، مثل {1}.',
  'There is no field "{0}" in a record.': 'لا يوجد في السجل حقل «{0}».',
  'There is no field "{0}" in {1}.': 'لا يوجد في {1} حقل «{0}».',
  'Its fields are {0}.': 'حقوله هي: {0}.',
  '{0} holds a value and has no fields.': 'في {0} قيمة، وليست له حقول.',
  '"{0}" is no place in {1}.': '«{0}» ليس موضعًا في {1}.',
  '{0} has at most {1} entries.': 'عدد بنود {0} لا يزيد على {1}.',
  'Write decimal degrees with a point, such as 33.3558.':
    'تُكتب الدرجات بالكسور العشرية وبنقطة، مثل ⟨33.3558⟩.',
  'It can mean {0} or {1}. Write {2} or {3}.': 'قد يعني {0} أو {1}. يُكتب {2} أو {3}.',
  'Write one whole number, such as 12.': 'يُكتب عدد صحيح واحد، مثل 12.',
  'A count must be from 0 to 1000000000.': 'يجب أن يكون العدد بين 0 و1000000000.',
  'A count must be a whole number, such as 12.': 'يجب أن يكون العدد عددًا صحيحًا، مثل 12.',
  'No country has this name, and the row has no coordinates that say which one it is.':
    'ليس لأي بلد هذا الاسم، وليست في الصف إحداثيات تدل على البلد.',
  'The number {0} is {1}, and the name is {2}. Correct one of them.':
    'الرقم {0} هو {1}، والاسم {2}. يُصحَّح أحدهما.',
  'The year has two digits, and no column year says its century. Write four digits.':
    'السنة من رقمين، ولا عمود ⟨year⟩ يدل على قرنها. تُكتب بأربعة أرقام.',
  'It can mean {0} or {1}. Write one of these.': 'قد يعني {0} أو {1}. يُكتب أحدهما.',
  'UCDP writes days as 2014-01-22 or 2014-01-22 00:00:00.000.':
    'يكتب ⟨UCDP⟩ الأيام هكذا: ⟨2014-01-22⟩ أو ⟨2014-01-22 00:00:00.000⟩.',
  'ACLED writes days as 2023-02-16 or 16 February 2023.':
    'يكتب ⟨ACLED⟩ الأيام هكذا: ⟨2023-02-16⟩ أو ⟨16 February 2023⟩.',
  'The event ends before it begins ({0}).': 'تنتهي الحادثة قبل أن تبدأ ({0}).',
  'GTD writes the year, the month (1 to 12) and the day as numbers, and 0 for an unknown one.':
    'يكتب ⟨GTD⟩ السنة والشهر (من 1 إلى 12) واليوم أعدادًا، و0 لما لا يُعرف منها.',
  '{0} is no country of today, and the row has no coordinates that would tell which of these it is: {1}. Write its name.':
    '{0} ليس بلدًا قائمًا اليوم، وليست في الصف إحداثيات تدل على أي هذه البلدان هو: {1}. يُكتب اسم البلد.',
  '{0} is no country of today, and the coordinates lie in none that would tell which of these it is: {1}. Write its name.':
    '{0} ليس بلدًا قائمًا اليوم، ولا تقع الإحداثيات في بلد يدل على أي هذه البلدان هو: {1}. يُكتب اسم البلد.',
  'The file has two columns {0}.': 'في الملف عمودان باسم {0}.',
  'It is not JSON: {0}': 'ليس هذا ⟨JSON⟩: {0}',
  'The record has more than {0} characters. The rest of the file is not read.':
    'في السجل أكثر من {0} حرفًا. ولا يُقرأ باقي الملف.',
  'The file is not UTF-8 from here on.': 'الملف من هنا فصاعدًا ليس بترميز ⟨UTF-8⟩.',
  'The file is not one complete JSON array of records.': 'ليس الملف قائمة ⟨JSON⟩ واحدة كاملة من السجلات.',
  'The file is one object without a list of records. Put the records into an array, or into a list with one of the names {0}.':
    'الملف كائن واحد ليست فيه قائمة سجلات. توضع السجلات في قائمة، أو في قائمة لها أحد هذه الأسماء: {0}.',
  'The file has two lists of records. Send each as a file of its own.':
    'في الملف قائمتا سجلات. تُرسل كل منهما في ملف مستقل.',
  'The form has this field twice. Send it once.': 'هذا الحقل في النموذج مرتين. يُرسل مرة واحدة.',
  'The form also has a value for {0}. Send only one of the two.':
    'في النموذج أيضًا قيمة للحقل {0}. تُرسل قيمة واحدة منهما فقط.',
  '{0} is required.': '{0} مطلوب.',
  'Line {0}': 'السطر {0}',
  'It can have at most {0} characters.': 'لا يزيد على {0} حرفًا.',
  'It must be true or false.': 'يجب أن يكون ⟨true⟩ أو ⟨false⟩.',
  'It must be text or null.': 'يجب أن يكون نصًا أو ⟨null⟩.',
  'A dataset': 'مجموعة البيانات',
  'A dataset must be one object with {0}.': 'مجموعة البيانات كائن واحد فيه {0}.',
  'The body': 'متن الطلب',
  'The patch': 'الرقعة',
  '{0} has no field "{1}".': '{0}: لا يوجد حقل «{1}».',
  'It must be a time such as 2030-01-31T12:00:00Z, a day such as 2030-01-31, or null.':
    'يجب أن يكون وقتًا مثل ⟨2030-01-31T12:00:00Z⟩ أو يومًا مثل ⟨2030-01-31⟩ أو ⟨null⟩.',
  'It must be in the future.': 'يجب أن يكون في المستقبل.',
  'It must be one line of 1 to {0} characters.': 'يجب أن يكون سطرًا واحدًا من 1 إلى {0} حرفًا.',
  'It must be one of {0}.': 'يجب أن يكون واحدًا من: {0}.',
  'A token': 'رمز الدخول',
  'A token must be one object with name, role and expires_at.':
    'رمز الدخول كائن واحد فيه ⟨name⟩ و⟨role⟩ و⟨expires_at⟩.',
  'A part of a date cannot lead its text elsewhere.': 'لا يستطيع جزء من تاريخ أن ينقل نصه إلى مكان آخر.',
  'The field is not a date.': 'الحقل ليس تاريخًا.',
  '"{0}" needs "date", the format of the cells.': '«{0}» يحتاج إلى ⟨"date"⟩، أي شكل كتابة الخلايا.',
  'The field is not a number.': 'الحقل ليس عددًا.',
  'Decimals and thousands cannot have the same separator. State both.':
    'لا يجوز أن يكون للكسور العشرية وللآلاف الفاصل نفسه. يُذكر كلاهما.',
  '"values" already says what "{0}" means.': '⟨"values"⟩ يحدد من قبل معنى «{0}».',
  'It must be written as {0}, as other cells of the column.': 'يجب أن تُكتب بالشكل {0}، كسائر خلايا العمود.',
  'The part of a date can only be null (unknown) or "keep" here.':
    'لا يكون جزء التاريخ هنا إلا ⟨null⟩ (غير معروف) أو ⟨"keep"⟩.',
  'Another column already gives the {0}.': 'عمود آخر يعطي هذا الجزء من قبل: {0}.',
  'An offset needs a time, HH:mm.': 'يحتاج الفرق عن ⟨UTC⟩ إلى وقت، ⟨HH:mm⟩.',
  'The cell is not written as {0}, the format in the mapping.':
    'الخلية ليست مكتوبة بالشكل {0} المذكور في مطابقة الأعمدة.',
  'The date is read from {0}.': 'يُقرأ التاريخ من {0}.',
  '"{0}" is no part of a date; there are {1} and *. Put other letters in brackets: [{2}].':
    '«{0}» ليس جزءًا من تاريخ؛ الأجزاء هي {1} و⟨*⟩. توضع الأحرف الأخرى بين معقوفين: ⟨[{2}]⟩.',
  'The format has no part of a date, such as YYYY.': 'ليس في الشكل جزء من تاريخ، مثل ⟨YYYY⟩.',
  'Each part of a date can come once; months are MM, minutes mm.':
    'يرد كل جزء من التاريخ مرة واحدة؛ الشهور ⟨MM⟩ والدقائق ⟨mm⟩.',
  'YY needs "century", the first of the hundred years that it means: 1950 for 1950 to 2049.':
    'تحتاج ⟨YY⟩ إلى ⟨"century"⟩، أي أولى السنوات المئة المقصودة: 1950 للسنوات من 1950 إلى 2049.',
  'A century needs YY in the format.': 'يحتاج القرن إلى ⟨YY⟩ في الشكل.',
  'The year, YYYY, is missing.': 'السنة، ⟨YYYY⟩، ناقصة.',
  'A day needs its month.': 'يحتاج اليوم إلى شهره.',
  'An hour needs its day.': 'تحتاج الساعة إلى يومها.',
  'Minutes, mm, need their hour, HH; months are MM.':
    'تحتاج الدقائق، ⟨mm⟩، إلى ساعتها، ⟨HH⟩؛ أما الشهور فهي ⟨MM⟩.',
  'Seconds need their minutes.': 'تحتاج الثواني إلى دقائقها.',
  'AM or PM needs its hour.': 'تحتاج ⟨AM⟩ أو ⟨PM⟩ إلى ساعتها.',
  'An offset needs a time.': 'يحتاج الفرق عن ⟨UTC⟩ إلى وقت.',
  '{0} must be a number.': 'يجب أن يكون {0} عددًا.',
  '{0} must be a text.': 'يجب أن يكون {0} نصًا.',
  'There is no such code of {0}.': 'لا يوجد رمز كهذا في {0}.',
  'The server sets {0}.': 'الخادم هو الذي يضع {0}.',
  'Another column or constant already leads to {0}.': 'عمود آخر أو ثابت آخر يقود من قبل إلى {0}.',
  'The * must be the entry that the column makes.': 'يجب أن تكون العلامة ⟨*⟩ هي البند الذي ينشئه العمود.',
  'The field takes any text, so no cell would go elsewhere.':
    'يقبل الحقل أي نص، فلن تذهب أي خلية إلى مكان آخر.',
  'A field can have at most one *.': 'في الحقل علامة ⟨*⟩ واحدة على الأكثر.',
  'The items need a field with a *.': 'تحتاج العناصر إلى حقل فيه علامة ⟨*⟩.',
  'Nothing leads to {0}, which every record must have.': 'لا شيء يقود إلى {0}، وهو واجب في كل سجل.',
  'Nothing leads to {0}, which says whose the other columns are.':
    'لا شيء يقود إلى {0}، وهو الذي يقول لمن تعود الأعمدة الأخرى.',
  'There are {0}.': 'الموجود: {0}.',
  'A mapping has no "{0}" here.': 'ليس في مطابقة الأعمدة «{0}» هنا.',
  'This key is required.': 'هذا المفتاح مطلوب.',
  'another value': 'قيمة أخرى',
  'It must be {0}, not {1}.': 'يجب أن يكون {0}، لا {1}.',
  'The mapping does not mention the column {0}. Lead it to a field, or list it under "ignore".':
    'لا تذكر مطابقة الأعمدة العمود {0}. يُوجَّه إلى حقل، أو يُذكر تحت ⟨"ignore"⟩.',
  'The mapping names a column {0}, which the file does not have.':
    'تسمي مطابقة الأعمدة عمودًا {0} ليس في الملف.',
  'It has {0}.': 'فيه: {0}.',
  'This value is not listed under "values" for the column.':
    'هذه القيمة غير مذكورة تحت ⟨"values"⟩ لهذا العمود.',
  'Write a number (5), a range (3-5), at least (12+, ≥12) or at most (≤12, up to 12). Say what other words mean under "values", "missing" or "otherwise" in the mapping.':
    'يُكتب عدد (⟨5⟩) أو نطاق (⟨3-5⟩) أو حد أدنى (⟨12+⟩ أو ⟨≥12⟩) أو حد أعلى (⟨≤12⟩ أو ⟨up to 12⟩). ويُحدَّد معنى أي كلمات أخرى تحت ⟨"values"⟩ أو ⟨"missing"⟩ أو ⟨"otherwise"⟩ في مطابقة الأعمدة.',
  'A spreadsheet may have made this date of a range.': 'ربما حوّل برنامج جداول نطاقًا إلى هذا التاريخ.',
  'a point': 'نقطة',
  'a comma': 'فاصلة',
  'By the mapping, numbers have {0} before decimals and are written without a separator of thousands.':
    'بحسب مطابقة الأعمدة، تسبق الكسورَ العشرية {0} ولا يُكتب فاصل للآلاف.',
  'By the mapping, numbers have {0} before decimals and are written with "{1}" between thousands.':
    'بحسب مطابقة الأعمدة، تسبق الكسورَ العشرية {0} ويُكتب «{1}» بين الآلاف.',
  'The date is not written as {0}, the format in the mapping.':
    'التاريخ غير مكتوب بالشكل {0} المذكور في مطابقة الأعمدة.',
  'The header has {0} columns; at most {1} are taken.': 'في سطر العناوين {0} عمودًا؛ ولا يؤخذ أكثر من {1}.',
  'There is no column {0}.': 'لا يوجد عمود {0}.',
  'Known are {0}.': 'الأعمدة المعروفة: {0}.',
  'The layout {0} needs a column {1}, which the file does not have.':
    'تحتاج الصيغة {0} إلى عمود {1}، وليس في الملف.',
  'Each row must have its {0}.': 'يجب أن يكون في كل صف {0}.',
  'The date is in the future. Check the year and the month.':
    'التاريخ في المستقبل. يُرجى التحقق من السنة والشهر.',
  'The date is in the future, by less than a day.': 'التاريخ في المستقبل، بأقل من يوم.',
  'The date is before 1900. Check the year.': 'التاريخ قبل 1900. يُرجى التحقق من السنة.',
  '{0} belongs to {1}, not to {2}.': '{0} يتبع {1}، لا {2}.',
  'There is a longitude without a latitude. Give both or neither.':
    'يوجد خط طول من دون خط عرض. يُكتب الاثنان معًا أو لا يُكتب أي منهما.',
  'There is a latitude without a longitude. Give both or neither.':
    'يوجد خط عرض من دون خط طول. يُكتب الاثنان معًا أو لا يُكتب أي منهما.',
  '{0} is outside {1}.': 'النقطة {0} خارج {1}.',
  'The withheld point is outside {0}.': 'النقطة المحجوبة خارج {0}.',
  'Latitude and longitude seem to be swapped: {0} is inside.':
    'يبدو أن خط العرض وخط الطول تبادلا مكانيهما: النقطة {0} في الداخل.',
  'The public sees a less precise place: the point is withheld.': 'يرى العموم مكانًا أقل دقة: النقطة محجوبة.',
  'The public sees a less precise place: the place is withheld.': 'يرى العموم مكانًا أقل دقة: المكان محجوب.',
  'Hits, misses and interceptions add up to {0}, but only {1} were fired.':
    'مجموع ما أصاب وما أخطأ وما اعتُرض {0}، ولم يُطلق إلا {1}.',
  '{0} ({1}) is smaller than {2} ({3}).': 'العدد «{0}» ({1}) أصغر من العدد «{2}» ({3}).',
  'Casualties are "none", so this must be 0 or blank.':
    'في حقل الضحايا «لا يوجد»، فيجب أن يكون هذا 0 أو فارغًا.',
  'Casualties are "unknown", so this must be blank.': 'في حقل الضحايا «غير معروف»، فيجب أن يكون هذا فارغًا.',
  'Give either a group or the name of an actor.': 'تُذكر إما فئة وإما اسم طرف.',
  'Give the publisher, the address or the title of the source.': 'يُذكر ناشر المصدر أو رابطه أو عنوانه.',
  'Another source has this key. Use a different one.': 'لمصدر آخر هذا المفتاح. يُستخدم مفتاح غيره.',
  'No source of this record has a key. Give the source a key first.':
    'ليس لأي مصدر في هذا السجل مفتاح. يُعطى المصدر مفتاحًا أولًا.',
  '{0}", "{1}': '{0}» و«{1}',
  'The keys are {0} and more.': 'المفاتيح هي {0} وغيرها.',
  'The keys are {0}.': 'المفاتيح هي {0}.',
  'No source has the key "{0}".': 'لا مصدر له المفتاح «{0}».',
  'The source was published before the event. Check both dates.':
    'نُشر المصدر قبل الحادثة. يُرجى التحقق من التاريخين.',
  'The claim was made before the event. Check both dates.':
    'صدر إعلان المسؤولية قبل الحادثة. يُرجى التحقق من التاريخين.',
  'There is no summary. Say what happened in a sentence or two.':
    'لا يوجد ملخص. يُكتب ما حدث في جملة أو جملتين.',
  'There is no month {0}.': 'لا يوجد شهر رقمه {0}.',
  '{0} has no day {1}; its last is {2}.': 'ليس في {0} يوم {1}؛ وآخر أيامه {2}.',
  'There is no hour {0}; hours are 00 to 23.': 'لا توجد ساعة {0}؛ الساعات من ⟨00⟩ إلى ⟨23⟩.',
  'Write a day (2022-01-05), a time (2022-01-05T19:30+03:00), a month (2022-01) or a year (2022). Add ~ for "about" or ? if you are unsure. Write a/b if it lasted, [a..b] if it happened once, some time between.':
    'يُكتب يوم (⟨2022-01-05⟩) أو وقت (⟨2022-01-05T19:30+03:00⟩) أو شهر (⟨2022-01⟩) أو سنة (⟨2022⟩). ويُضاف ⟨~⟩ بمعنى «نحو»، أو ⟨?⟩ عند عدم التأكد. ويُكتب ⟨a/b⟩ إذا استمرت، و⟨[a..b]⟩ إذا حدثت مرة واحدة في وقت ما بينهما.',
  '"{0}" could be {1}.': '«{0}» قد يعني {1}.',
  'The interval ends ({0}) before it begins ({1}). Swap the two dates.':
    'تنتهي المدة ({0}) قبل أن تبدأ ({1}). يُبدَّل التاريخان.',
  'Give both ends of the interval. If the event is still going on, use the day of the report as its end.':
    'تُذكر بداية المدة ونهايتها. وإذا كانت الحادثة مستمرة، يُستخدم يوم البلاغ نهايةً لها.',
  'There is no year 0000; years begin with 0001.': 'لا توجد سنة ⟨0000⟩؛ تبدأ السنوات من ⟨0001⟩.',
  'The code {0} was withdrawn. Choose another one.': 'أُلغي الرمز {0}. يُختار رمز آخر.',
  'The code {0} was withdrawn. Use {1} instead.': 'أُلغي الرمز {0}. يُستخدم {1} بدلًا منه.',
  'Write a link as its type, a colon and the other incident, such as responds_to:jan-2022-6.':
    'تُكتب الصلة بنوعها ثم نقطتين ثم الحادثة الأخرى، مثل ⟨responds_to:jan-2022-6⟩.',
  'The record has {0} weapons, and this cell is their sum. Use the full profile to change the count of each.':
    'في السجل عدة أسلحة ({0})، وهذه الخلية مجموعها. لتغيير عدد كل منها، تُستخدم الصيغة ⟨full⟩.',
  'a space': 'مسافة',
  'a tab': 'علامة جدولة',
  'a line break': 'فاصل أسطر',
  'a no-break space': 'مسافة غير فاصلة',
  'a kind of space': 'نوع من المسافات',
  'Character {0} is {1}, which a web address cannot have.': 'الحرف رقم {0} هو {1}، ولا يجوز ذلك في رابط.',
  'Remove it, or give one address only.': 'يُحذف، أو يُكتب رابط واحد فقط.',
  'Write %20 instead: {0}': 'يُكتب ⟨%20⟩ بدلًا منه: {0}',
  'It always has complete records, so leave this out.': 'فيه سجلات كاملة دائمًا، فلا حاجة إلى هذا المعامل.',
  'Its texts are never computed, so leave this out.': 'نصوصه لا تُحسب أبدًا، فلا حاجة إلى هذا المعامل.',
  'Its tables always have complete records, so leave this out.':
    'في جداوله سجلات كاملة دائمًا، فلا حاجة إلى هذا المعامل.',
  'a list': 'قائمة',
  'a group of fields': 'مجموعة حقول',
  'It must be an offset such as +03:00 or Z, not the name of a zone.':
    'يجب أن يكون فرقًا عن ⟨UTC⟩ مثل ⟨+03:00⟩ أو ⟨Z⟩، لا اسم منطقة زمنية.',
  // Reasons for and against a possible duplicate: `src/record/duplicates`.
  'on the same day': 'في اليوم نفسه',
  'the days of one overlap those of the other': 'أيام إحداهما تتداخل مع أيام الأخرى',
  'the month of one has the days of the other': 'شهر إحداهما يضم أيام الأخرى',
  'the dates overlap': 'التاريخان متداخلان',
  'a day apart': 'بينهما يوم',
  '{0} days apart': 'الفارق بالأيام: {0}',
  'at the same hour': 'في الساعة نفسها',
  '{0} hours apart': 'الفارق بالساعات: {0}',
  'at the same point': 'في النقطة نفسها',
  '{0} km apart': 'بينهما {0} كم',
  '{0}, of places that are known roughly': '{0}، لمكانين معروفين على وجه التقريب',
  'both at “{0}”': 'كلتاهما في «{0}»',
  '“{0}” and “{1}” are one name': '«{0}» و«{1}» اسم واحد',
  '“{0}” and “{1}” are different names': '«{0}» و«{1}» اسمان مختلفان',
  'in different areas: “{0}” and “{1}”': 'في منطقتين مختلفتين: «{0}» و«{1}»',
  'both are {0}': 'كلتاهما: {0}',
  'one is {0}, the other {1}': 'إحداهما: {0}، والأخرى: {1}',
  'of one kind': 'من نوع واحد',
  'both name “{0}”': 'كلتاهما تسمي «{0}»',
  '“{0}” and “{1}” are one': '«{0}» و«{1}» طرف واحد',
  'they name different actors': 'تسميان طرفين مختلفين',
  'both with: {0}': 'في كلتيهما: {0}',
  'with different weapons': 'بأسلحة مختلفة',
  '{0} or {1} munitions {2}': 'عدد الذخائر ({2}): {0} أو {1}',
  '{0} munitions {1} in both': 'عدد الذخائر ({1}) في كلتيهما: {0}',
  '{0} or more': '{0} أو أكثر',
  '{0} killed in both': 'القتلى في كلتيهما: {0}',
  '{0} or {1} killed': 'القتلى: {0} أو {1}',
  '{0} injured in both': 'الجرحى في كلتيهما: {0}',
  '{0} or {1} injured': 'الجرحى: {0} أو {1}',
  'they share no telling word': 'لا تشتركان في كلمة دالة',
  'both mention {0}': 'كلتاهما تذكر {0}',
  'their texts share names': 'في نصيهما أسماء مشتركة',
  'both from {0}': 'كلتاهما من {0}',
  'both from the report “{0}”': 'كلتاهما من التقرير «{0}»',
  'both are {0} {1}': 'كلتاهما ⟨{0} {1}⟩',
  'two events of {0}': 'حادثتان من {0}',
  'two references of the dataset {0}': 'رقمان مرجعيان من مجموعة البيانات {0}',
  'one says that both are the same event': 'تقول إحداهما إنهما الحادثة نفسها',
  'one is linked to the other as another event': 'إحداهما مرتبطة بالأخرى على أنها حادثة مختلفة',
  '“{0}”': '«{0}»',
  '{0}, {1}': '{0}، {1}',
  'but {0}': 'لكن {0}',
})

/** The names of the countries: those that the United Nations and Arab media use. */
// biome-ignore format: a table of 251 entries reads better with several on a line
export const countries: CountryNames = {
  AD: 'أندورا', AE: 'الإمارات العربية المتحدة', AF: 'أفغانستان', AG: 'أنتيغوا وبربودا', AI: 'أنغويلا',
  AL: 'ألبانيا', AM: 'أرمينيا', AO: 'أنغولا', AQ: 'أنتاركتيكا', AR: 'الأرجنتين', AS: 'ساموا الأمريكية',
  AT: 'النمسا', AU: 'أستراليا', AW: 'أروبا', AX: 'جزر آلاند', AZ: 'أذربيجان', BA: 'البوسنة والهرسك',
  BB: 'بربادوس', BD: 'بنغلاديش', BE: 'بلجيكا', BF: 'بوركينا فاسو', BG: 'بلغاريا', BH: 'البحرين',
  BI: 'بوروندي', BJ: 'بنين', BL: 'سان بارتليمي', BM: 'برمودا', BN: 'بروناي', BO: 'بوليفيا',
  BQ: 'هولندا الكاريبية', BR: 'البرازيل', BS: 'جزر البهاما', BT: 'بوتان', BV: 'جزيرة بوفيه', BW: 'بوتسوانا',
  BY: 'بيلاروسيا', BZ: 'بليز', CA: 'كندا', CC: 'جزر كوكوس', CD: 'جمهورية الكونغو الديمقراطية',
  CF: 'جمهورية أفريقيا الوسطى', CG: 'جمهورية الكونغو', CH: 'سويسرا', CI: 'كوت ديفوار', CK: 'جزر كوك',
  CL: 'تشيلي', CM: 'الكاميرون', CN: 'الصين', CO: 'كولومبيا', CR: 'كوستاريكا', CU: 'كوبا',
  CV: 'الرأس الأخضر', CW: 'كوراساو', CX: 'جزيرة كريسماس', CY: 'قبرص', CZ: 'التشيك', DE: 'ألمانيا',
  DJ: 'جيبوتي', DK: 'الدنمارك', DM: 'دومينيكا', DO: 'جمهورية الدومينيكان', DZ: 'الجزائر', EC: 'إكوادور',
  EE: 'إستونيا', EG: 'مصر', EH: 'الصحراء الغربية', ER: 'إريتريا', ES: 'إسبانيا', ET: 'إثيوبيا',
  FI: 'فنلندا', FJ: 'فيجي', FK: 'جزر فوكلاند', FM: 'ميكرونيزيا', FO: 'جزر فارو', FR: 'فرنسا', GA: 'الغابون',
  GB: 'المملكة المتحدة', GD: 'غرينادا', GE: 'جورجيا', GF: 'غويانا الفرنسية', GG: 'غيرنزي', GH: 'غانا',
  GI: 'جبل طارق', GL: 'غرينلاند', GM: 'غامبيا', GN: 'غينيا', GP: 'غوادلوب', GQ: 'غينيا الاستوائية',
  GR: 'اليونان', GS: 'جورجيا الجنوبية وجزر ساندويتش الجنوبية', GT: 'غواتيمالا', GU: 'غوام',
  GW: 'غينيا بيساو', GY: 'غيانا', HK: 'هونغ كونغ', HM: 'جزيرة هيرد وجزر ماكدونالد', HN: 'هندوراس',
  HR: 'كرواتيا', HT: 'هايتي', HU: 'هنغاريا', ID: 'إندونيسيا', IE: 'أيرلندا', IL: 'إسرائيل', IM: 'جزيرة مان',
  IN: 'الهند', IO: 'الإقليم البريطاني في المحيط الهندي', IQ: 'العراق', IR: 'إيران', IS: 'آيسلندا',
  IT: 'إيطاليا', JE: 'جيرسي', JM: 'جامايكا', JO: 'الأردن', JP: 'اليابان', KE: 'كينيا', KG: 'قيرغيزستان',
  KH: 'كمبوديا', KI: 'كيريباتي', KM: 'جزر القمر', KN: 'سانت كيتس ونيفيس', KP: 'كوريا الشمالية',
  KR: 'كوريا الجنوبية', KW: 'الكويت', KY: 'جزر كايمان', KZ: 'كازاخستان', LA: 'لاوس', LB: 'لبنان',
  LC: 'سانت لوسيا', LI: 'ليختنشتاين', LK: 'سري لانكا', LR: 'ليبيريا', LS: 'ليسوتو', LT: 'ليتوانيا',
  LU: 'لوكسمبورغ', LV: 'لاتفيا', LY: 'ليبيا', MA: 'المغرب', MC: 'موناكو', MD: 'مولدوفا', ME: 'الجبل الأسود',
  MF: 'سان مارتن', MG: 'مدغشقر', MH: 'جزر مارشال', MK: 'مقدونيا الشمالية', ML: 'مالي',
  MM: 'ميانمار (بورما)', MN: 'منغوليا', MO: 'ماكاو', MP: 'جزر ماريانا الشمالية', MQ: 'مارتينيك',
  MR: 'موريتانيا', MS: 'مونتسرات', MT: 'مالطا', MU: 'موريشيوس', MV: 'جزر المالديف', MW: 'ملاوي',
  MX: 'المكسيك', MY: 'ماليزيا', MZ: 'موزمبيق', NA: 'ناميبيا', NC: 'كاليدونيا الجديدة', NE: 'النيجر',
  NF: 'جزيرة نورفولك', NG: 'نيجيريا', NI: 'نيكاراغوا', NL: 'هولندا', NO: 'النرويج', NP: 'نيبال',
  NR: 'ناورو', NU: 'نيوي', NZ: 'نيوزيلندا', OM: 'عُمان', PA: 'بنما', PE: 'بيرو', PF: 'بولينيزيا الفرنسية',
  PG: 'بابوا غينيا الجديدة', PH: 'الفلبين', PK: 'باكستان', PL: 'بولندا', PM: 'سان بيير وميكلون',
  PN: 'جزر بيتكيرن', PR: 'بورتوريكو', PS: 'فلسطين', PT: 'البرتغال', PW: 'بالاو', PY: 'باراغواي', QA: 'قطر',
  RE: 'ريونيون', RO: 'رومانيا', RS: 'صربيا', RU: 'روسيا', RW: 'رواندا', SA: 'السعودية', SB: 'جزر سليمان',
  SC: 'سيشل', SD: 'السودان', SE: 'السويد', SG: 'سنغافورة', SH: 'سانت هيلينا', SI: 'سلوفينيا',
  SJ: 'سفالبارد ويان ماين', SK: 'سلوفاكيا', SL: 'سيراليون', SM: 'سان مارينو', SN: 'السنغال', SO: 'الصومال',
  SR: 'سورينام', SS: 'جنوب السودان', ST: 'ساو تومي وبرينسيبي', SV: 'السلفادور', SX: 'سينت مارتن',
  SY: 'سوريا', SZ: 'إسواتيني', TC: 'جزر توركس وكايكوس', TD: 'تشاد', TF: 'الأقاليم الجنوبية الفرنسية',
  TG: 'توغو', TH: 'تايلاند', TJ: 'طاجيكستان', TK: 'توكيلاو', TL: 'تيمور الشرقية', TM: 'تركمانستان',
  TN: 'تونس', TO: 'تونغا', TR: 'تركيا', TT: 'ترينيداد وتوباغو', TV: 'توفالو', TW: 'تايوان', TZ: 'تنزانيا',
  UA: 'أوكرانيا', UG: 'أوغندا', UM: 'جزر الولايات المتحدة النائية', US: 'الولايات المتحدة', UY: 'أوروغواي',
  UZ: 'أوزبكستان', VA: 'الفاتيكان', VC: 'سانت فنسنت وجزر غرينادين', VE: 'فنزويلا',
  VG: 'جزر فيرجن البريطانية', VI: 'جزر فيرجن الأمريكية', VN: 'فيتنام', VU: 'فانواتو',
  WF: 'جزر والس وفوتونا', WS: 'ساموا', XK: 'كوسوفو', XZ: 'المياه الدولية', YE: 'اليمن', YT: 'مايوت',
  ZA: 'جنوب أفريقيا', ZM: 'زامبيا', ZW: 'زيمبابوي',
}

const { number, plural, or, month, compare } = createFormat('ar')

/** Makes an element of a page from its words. */
type Element<T> = (words: string) => T

/** The words of an error, as far as a sentence about several errors needs them. */
interface Fault {
  readonly detail: string
}

/** Codes with commas between them, as in "a، b، c". */
const listCodes = (codes: readonly string[]): string => codes.map(isolate).join('، ')

/** Codes as alternatives, as in "a أو b". */
const orCodes = (codes: readonly string[]): string => or(codes.map(isolate))

const errorCount = (count: number): string =>
  plural(count, {
    zero: 'لا أخطاء',
    one: 'خطأ واحد',
    two: 'خطآن',
    few: '# أخطاء',
    many: '# خطأً',
    other: '# خطأ',
  })

/** A period after a preposition. */
const secondCount = (count: number): string =>
  plural(count, { one: 'ثانية واحدة', two: 'ثانيتين', few: '# ثوانٍ', other: '# ثانية' })

const recordCount = (count: number): string =>
  plural(count, { one: 'سجل واحد', two: 'سجلان', few: '# سجلات', many: '# سجلًا', other: '# سجل' })

const characterCount = (count: number): string =>
  plural(count, { one: 'حرف واحد', two: 'حرفان', few: '# أحرف', many: '# حرفًا', other: '# حرف' })

const rowCount = (count: number): string =>
  plural(count, { one: 'صف واحد', two: 'صفان', few: '# صفوف', many: '# صفًا', other: '# صف' })

const faultyRowCount = (count: number): string => `الصفوف التي فيها أخطاء: ${number(count)}`

const listFaults = (errors: readonly Fault[]): string => {
  const details = errors.slice(0, maxErrors).map(({ detail }) => detail)
  if (errors.length > maxErrors)
    details.push(`هذه أول ${errorCount(maxErrors)} من أصل ${number(errors.length)}.`)
  return details.join(' ')
}

/** A score of possible duplicates, which is no probability: it is given out of 100. */
const outOf100 = (score: number): string => `الدرجة ${Math.round(score * 100)} من 100`

/** As they read after "سجل" or "حالته". */
const statuses: Readonly<Record<string, string>> = {
  submitted: 'قيد المراجعة',
  published: 'منشور',
  rejected: 'مرفوض',
  retracted: 'مسحوب',
  merged: 'مدموج',
}

/** The decisions of editors about records and corrections: the noun, which is also the words of the button. */
const decisions: Readonly<Record<string, { readonly button: string }>> = {
  publish: { button: 'نشر' },
  reject: { button: 'رفض' },
  retract: { button: 'سحب' },
  restore: { button: 'استعادة' },
  accept: { button: 'قبول' },
  decline: { button: 'رفض' },
}

/** What an editor can do instead of publishing, by the status of the record. */
const publishHints: Readonly<Record<string, string>> = {
  published: 'السجل منشور بالفعل.',
  rejected: 'يُستعاد أولًا، ثم يُنشر.',
  retracted: 'تكفي استعادته، فهي تعيد نشره.',
  merged: 'تلزم استعادته أولًا.',
}

/** The condition of each other decision, for a status that does not allow it. */
const transitionHints: Readonly<Record<string, string>> = {
  reject: 'لا يُرفض إلا سجل قيد المراجعة.',
  retract: 'لا يُسحب إلا سجل منشور.',
  restore: 'لا يُستعاد إلا سجل مسحوب أو مرفوض أو مدموج.',
}

/** The status of a correction that was decided. */
const suggestionStatuses: Readonly<Record<string, string>> = { accepted: 'قُبل', declined: 'رُفض' }

/** `many` follows "لا يحق"; `one` follows a preposition. */
const roles = {
  public: { many: 'للزوار', one: 'أي شخص' },
  contributor: { many: 'للمساهمين', one: 'أحد المساهمين' },
  editor: { many: 'للمحررين', one: 'أحد المحررين' },
  admin: { many: 'للمديرين', one: 'أحد المديرين' },
}

/** The acts of permissions, as nouns that follow "لا يحق" or "من أجل". */
const acts = {
  submit: 'تقديم سجل',
  submitHere: 'تقديم سجلات أو تصحيحات هنا',
  import: 'استيراد ملف',
  publish: 'نشر سجل',
  edit: 'تعديل السجلات المنشورة أو سجلات الآخرين',
  editOwn: 'تعديل سجل',
  review: 'مراجعة سجل',
  merge: 'دمج السجلات أو تمييزها بوصفها حوادث مختلفة',
  readAll: 'الاطلاع على السجلات غير المنشورة',
  readOwn: 'الاطلاع على السجلات غير المنشورة',
  createDataset: 'إنشاء مجموعة بيانات',
  describeDataset: 'وصف مجموعة بيانات',
  storeMapping: 'حفظ مطابقة أعمدة',
  readMapping: 'الاطلاع على مطابقة أعمدة',
  manageTokens: 'إدارة رموز الدخول',
  redact: 'حجب سجل حجبًا نهائيًا',
  audit: 'الاطلاع على قائمة التغييرات',
  rerender: 'إعادة توليد السجلات المحفوظة',
  administer: 'الاطلاع على الإدارة',
  backUp: 'أخذ نسخة احتياطية من المخزن كله',
  restore: 'استعادة نسخة احتياطية',
}

const mappings = {
  address: `يجب أن تكون القيمة ${isolate('DATASET/NAME')}: مجموعة البيانات واسم مطابقة محفوظة.`,
  unknown: (address: string) => `لا توجد مطابقة أعمدة باسم ${isolate(address)}.`,
  ownDataset: (dataset: string) =>
    `هذه المطابقة تابعة لمجموعة البيانات ${isolate(dataset)}، وكذلك سجلاتها. لا حاجة إلى ذكر مجموعة البيانات.`,
  otherProfile: (profile: string) =>
    `لا يجتمع ${isolate(`profile=${profile}`)} مع مطابقة أعمدة. يُحذف profile.`,
  repeatedColumn: 'تدل العلامة * في اسم العمود على عناصر قائمة، لذا تلزم * في اسم الحقل أيضًا.',
  object:
    'مع مطابقة الأعمدة، يجب أن يكون متن الطلب كائن JSON واحدًا كما يرسله KoboToolbox، أو استمارة واحدة من ODK Central ضمن "value".',
  submissionXml:
    'هذا إشعار webhook من ODK Central يحتوي على XML. تُرسل الاستمارة بصيغة JSON كما تعيدها خدمة OData فيه.',
  twice: 'يُذكر اسم مطابقة محفوظة أو تُرسل مطابقة في النموذج، لا الاثنان معًا.',
}

/** By the names of the factories in problems.ts. */
const problems = {
  merged: {
    title: 'دُمج في سجل آخر',
    description: 'يصف السجلان الحادثة نفسها. عنوان السجل المتبقي مذكور في ترويسة Location.',
    remedy: 'استخدام العنوان الوارد في Location من الآن فصاعدًا.',
    detail: (survivor: string) => `دُمج السجل في ${isolate(`/incidents/${survivor}`)}.`,
  },
  invalidQuery: {
    title: 'أحد المعاملات غير صالح',
    description:
      'المعامل أو قيمته غير معروفين، أو لا تدعمه هذه الصيغة. لا يُتجاهل معامل غير معروف أبدًا، أما المعامل الفارغ فيُتجاهل.',
    remedy: 'تصحيح المعاملات المذكورة في errors. ترد جميع المعاملات في دليل الرموز.',
    detail: listFaults,
  },
  bodyUnreadable: {
    title: 'تتعذر قراءة متن الطلب',
    description: 'متن الطلب ناقص، أو لا يطابق Content-Type المذكور، أو ليس بترميز UTF-8.',
    remedy: 'إرسال متن الطلب كاملًا من جديد، بترميز UTF-8 وبالصيغة المذكورة في Content-Type.',
    details: {
      brokeOff: (message: string) => `انقطع الاتصال قبل وصول متن الطلب كاملًا: ${isolate(message)}`,
      notUnpacked: (coding: string, message: string) =>
        `يتعذر فك ضغط متن الطلب (${isolate(coding)})، أو انقطع الاتصال قبل وصوله كاملًا: ${isolate(message)}`,
      charset: (label: string, hint: string) =>
        `الترميز المذكور في Content-Type غير معروف: «${isolate(label)}».${hint}`,
      charsets: (stated: string, encoding: string) =>
        `يذكر Content-Type الترميز ${isolate(`charset=${stated}`)}، بينما يذكر المعامل ${isolate(`encoding=${encoding}`)}. يُرسل أحدهما فقط.`,
      jsonEncoding: (encoding: string) =>
        `ترميز JSON هو دائمًا UTF-8 (RFC 8259)، لكن الطلب يذكر ${isolate(encoding)}. يُحوَّل الملف إلى UTF-8.`,
      notUtf8: (noun: string) => `الترميز ليس UTF-8 في ${isolate(noun)}.`,
      notJson: (message: string, noun: string) =>
        `لا توجد صيغة JSON صالحة في ${isolate(noun)}: ${isolate(message)}`,
      keyTwice: (pointer: string, noun: string) =>
        `يتكرر المفتاح ${isolate(pointer.slice(0, 200).toWellFormed())} في ${isolate(noun)}. لا يمكن أن تُقصد إلا قيمة واحدة، فيُرسل المفتاح مرة واحدة.`,
      brokenEscape: (part: string) => `في النموذج رمز % غير صالح عند «${isolate(part)}».`,
      unexpectedFile: (name: string) =>
        `«${isolate(name)}» ملف، والسجل لا يتضمن ملفات. تُرسل حقوله على شكل نصوص.`,
      importParts: 'يُرسل نموذج يضم الجزأين mapping ثم file، بهذا الترتيب.',
      filePartMissing: 'ليس في النموذج جزء باسم file.',
      mappingPartMissing: `مع profile=mapping، يُرسل نموذج يضم الجزأين mapping وfile، أو يُذكر اسم مطابقة محفوظة في ${isolate('mapping=DATASET/NAME')}.`,
      batchEmpty: (max: number) => `الدفعة خالية من السجلات. العدد المقبول من 1 إلى ${max}.`,
      boundaryInvalid: 'قيمة boundary غير صالحة في Content-Type الخاص بالنموذج.',
      partHeaders: 'تتعذر قراءة ترويسات أحد الأجزاء. يجب أن ينتهي كل سطر بـ CRLF (RFC 2046).',
      notSubmission: mappings.object,
      submissionXml: mappings.submissionXml,
      partUnnamed: 'أحد أجزاء النموذج بلا اسم.',
      formTooLarge: 'حجم النموذج أكبر من المسموح به.',
      formCutOff: 'ينتهي النموذج قبل علامة نهايته (boundary).',
    },
  },
  tokenNeeded: {
    title: 'يلزم رمز دخول',
    description: 'تُرسل الترويسة Authorization: Bearer مع رمز دخول صالح.',
    remedy: 'طلب رمز دخول من أحد المديرين.',
    detail: (act: keyof typeof acts) =>
      `من أجل ${acts[act]}، تُرسل الترويسة Authorization: Bearer مع رمز دخول.`,
    page: (act: keyof typeof acts) => `يلزم تسجيل الدخول من أجل ${acts[act]}.`,
  },
  tokenInvalid: {
    title: 'رمز الدخول غير صالح',
    description: 'رمز الدخول غير معروف أو ملغى أو انتهت صلاحيته. ويُرفض رمز كهذا حتى حيث لا يلزم رمز دخول.',
    remedy: 'طلب رمز دخول جديد من أحد المديرين، أو الإرسال من دون رمز حيث لا يلزم.',
    detail: 'رمز الدخول غير معروف أو ملغى أو انتهت صلاحيته.',
  },
  forbidden: {
    title: 'غير مسموح',
    description: 'الدور المرتبط برمز الدخول لا يسمح بهذا.',
    remedy: 'استخدام رمز دخول بالدور المذكور في التفاصيل.',
    detail: (role: keyof typeof roles, act: keyof typeof acts, allowed: keyof typeof roles) =>
      `لا يحق ${roles[role].many} ${acts[act]}. يُرجى التوجه إلى ${roles[allowed].one}.`,
  },
  outOfScope: {
    title: 'رمز الدخول ليس لمجموعة البيانات هذه',
    description: 'رمز الدخول محصور بمجموعات بيانات معيّنة، والسجل أو الملف أو جدول المطابقة يتبع مجموعة أخرى.',
    remedy: 'استخدام رمز دخول لهذه المجموعة، أو الطلب من أحد المديرين تغيير حصر الرمز.',
    detail: (dataset: string, datasets: readonly string[]) =>
      `رمز الدخول هذا ليس لمجموعة البيانات ${isolate(dataset)}، بل لـ ${datasets.map(isolate).join('، ')}.`,
  },
  crossOrigin: {
    title: 'أُرسل النموذج من موقع آخر',
    description:
      'يجب أن تشير ترويسة Origin في النموذج إلى هذا الموقع؛ ويمكن أن ترد البلاغات أيضًا من المواقع التي يحددها مشغّل الموقع في FORM_ORIGINS.',
    remedy: 'إرسال النموذج من هذا الموقع، أو الطلب من مشغّل الموقع إضافة موقعكم إلى FORM_ORIGINS.',
    detail: (origin: string) =>
      `أُرسل النموذج من ${origin === 'null' ? 'صفحة لا يُعرف موقعها' : isolate(origin)}، ولا تُقبل هنا نماذج مرسلة من هناك. لم يُحفظ شيء. للاحتفاظ بما كُتب، يُرجى الرجوع إلى الصفحة السابقة، ثم فتح النموذج في هذا الموقع وإرساله من جديد.`,
  },
  formStale: {
    title: 'لم يعد النموذج صالحًا',
    description:
      'جرى تسجيل الدخول أو الخروج بعد فتح هذا النموذج، أو فُتح النموذج في موقع آخر. يُرجى إعادة تحميل الصفحة وإرسال النموذج من جديد.',
    remedy: 'إعادة تحميل الصفحة وإرسال النموذج من جديد.',
    detail: 'جرى تسجيل الدخول أو الخروج بعد فتح هذا النموذج. يُرجى إعادة تحميل الصفحة وإرسال النموذج من جديد.',
  },
  notFound: {
    title: 'غير موجود',
    description: 'لا يوجد شيء في هذا العنوان، أو لا يوجد فيه ما يُسمح لكم بالاطلاع عليه.',
    remedy: 'التحقق من العنوان. وما ليس متاحًا للعموم يتطلب رمز دخول.',
    details: {
      page: 'لا توجد صفحة في هذا العنوان.',
      record: 'هذا السجل غير موجود، أو لا يُسمح لكم بالاطلاع عليه.',
      version: 'هذه النسخة من السجل غير موجودة، أو لا يُسمح لكم بالاطلاع عليها.',
      commit: 'هذا الإصدار غير موجود.',
      suggestion: 'هذا التصحيح المقترح غير موجود.',
      queueEntry: 'لا توجد مادة كهذه تنتظر المراجعة. ربما بتّ فيها شخص آخر.',
      receipt: 'هذا الإيصال غير موجود. يُرجى التحقق من أن العنوان كامل.',
      question: 'ليس للسجل سؤال كهذا.',
      token: 'رمز الدخول هذا غير موجود.',
      dataset: `مجموعة البيانات هذه غير موجودة. يمكن لأحد المحررين إنشاؤها عن طريق ${isolate('PUT /datasets/NAME')}.`,
      mapping: 'ليس لمجموعة البيانات مطابقة أعمدة بهذا الاسم.',
      problemType: 'هذا النوع من الأخطاء غير موجود.',
      securityContact: 'لم يحدد مشغّل الموقع جهة اتصال للشؤون الأمنية: لم تُضبط قيمة SECURITY_CONTACT.',
      import: 'عملية الاستيراد هذه غير موجودة، أو لا يُسمح لكم بالاطلاع عليها.',
      importUnfinished:
        'عملية الاستيراد هذه ما زالت جارية أو انقطعت. إذا كانت قد انقطعت، فيُرسل الملف من جديد.',
      importErrors: 'لم تعد أخطاء عملية الاستيراد هذه محفوظة.',
      importFile: 'لم يعد ملف عملية الاستيراد هذه محفوظًا.',
      upload: 'لا يوجد ملف مرسل على أجزاء بهذا المعرّف لصاحب هذا الرمز. ويُحذف ما لم يُستورد خلال يوم.',
      importNoTable: 'ملف عملية الاستيراد هذه ليس جدولًا.',
      annotatedTableOnly: 'لا توضع الملاحظات إلا على الجداول؛ أما errors.csv فيضم جميع الأخطاء.',
    },
  },
  methodNotAllowed: {
    title: 'طريقة الطلب غير مسموح بها هنا',
    description: 'تذكر ترويسة Allow الطرق المسموح بها في هذا العنوان.',
    remedy: 'استخدام إحدى الطرق المذكورة في Allow.',
    detail: (method: string, allowed: readonly string[]) =>
      `طريقة الطلب ${isolate(method)} غير مسموح بها هنا؛ تُستخدم ${orCodes(allowed)}.`,
  },
  referenceTaken: {
    title: 'المرجع مستخدم بالفعل',
    description: 'هذا المرجع مستخدم في سجل آخر من مجموعة البيانات. لا يغيّر POST سجلًا موجودًا أبدًا.',
    remedy: 'اختيار مرجع آخر، أو تعديل السجل الموجود عن طريق PUT أو PATCH.',
    detail: (dataset: string, reference: string) =>
      `يوجد سجل آخر في مجموعة البيانات ${isolate(dataset)} بالمرجع ${isolate(reference)}.`,
    error: 'يُستخدم مرجع آخر.',
  },
  invalidTransition: {
    title: 'حالة السجل لا تسمح بهذا',
    description:
      'يمكن نشر سجل قيد المراجعة أو رفضه، وسحب السجل المنشور، واستعادة السجل المسحوب أو المرفوض أو المدموج. ويمكن دمج السجلات المنشورة والسجلات قيد المراجعة، على ألا يُدمج سجل منشور إلا في سجل منشور. وتُقترح التصحيحات على السجلات المنشورة، ويُبت في كل تصحيح مرة واحدة.',
    remedy: 'إعادة تحميل السجل واختيار ما تسمح به حالته.',
    details: {
      review: (decision: string, status: string) =>
        `لا يمكن ${decisions[decision]?.button ?? isolate(decision)} سجل ${statuses[status] ?? isolate(status)}. ${(decision === 'publish' ? publishHints[status] : transitionHints[decision]) ?? ''}`.trimEnd(),
      suggest: (status: string) =>
        `لا تُقترح التصحيحات إلا على سجلات منشورة؛ وحالة هذا السجل: ${statuses[status] ?? isolate(status)}.`,
      suggestionDecided: (status: string) =>
        `سبق البت في هذا التصحيح: ${suggestionStatuses[status] ?? isolate(status)}.`,
      acceptForMerged: 'دُمج السجل في سجل آخر، لذا لا يمكن قبول هذا التصحيح. يمكن تعديل السجل الآخر بدلًا منه.',
      correct: (status: string) =>
        `سبقت مراجعة البلاغ أو تعديله (حالته: ${statuses[status] ?? isolate(status)})، لذا لم يعد تصحيحه ممكنًا هنا.`,
      mergeThis: (status: string) =>
        `حالة هذا السجل: ${statuses[status] ?? isolate(status)}. لا يمكن دمج سوى السجلات المنشورة أو التي هي قيد المراجعة.`,
      mergeIntoMerged: (survivor: string | undefined) =>
        `دُمج السجل الآخر نفسه في غيره؛ يمكن دمج هذا السجل في ${survivor === undefined ? 'السجل المتبقي' : isolate(survivor)} بدلًا منه.`,
      mergeInto: (status: string) =>
        `حالة السجل الآخر: ${statuses[status] ?? isolate(status)}. تلزم استعادته أولًا، أو دمجه في هذا السجل.`,
      mergePublished: 'لا يمكن دمج سجل منشور في سجل غير منشور. يُنشر السجل الآخر أولًا، أو يُدمج في هذا السجل.',
      undoKind: (kind: string) =>
        `لا يمكن التراجع عن إصدار من النوع ${isolate(kind)}. يمكن إعادة سجلاته واحدًا واحدًا إلى نسخة سابقة.`,
      undoNothing: (stale: number) =>
        stale === 0
          ? 'لم يبق سجل للتراجع عنه. لم يتغير شيء.'
          : `لم يبق سجل للتراجع عنه: عدد السجلات التي تغيرت منذ ذلك الحين ${number(stale)}. لم يتغير شيء.`,
    },
  },
  notPublishable: {
    title: 'لا يُسمح بنشر سجلات مجموعة البيانات هذه',
    description:
      'يمكن حفظ سجلات مجموعة البيانات هذه وتعديلها، لكن لا يمكن نشرها. ويمكن لأحد المحررين وصف المجموعة بأنها قابلة للنشر.',
    remedy: 'تقديم السجل من دون نشره، أو الطلب من أحد المحررين جعل مجموعة البيانات قابلة للنشر.',
    detail: (dataset: string, restrictedBy?: string) => {
      const request = `${isolate(`PUT /datasets/${dataset}`)}، على أن يتضمن الوصف ${isolate('"publishable": true')}`
      return restrictedBy === undefined
        ? `لا يُسمح بنشر سجلات مجموعة البيانات ${isolate(dataset)}. لم يُحفظ شيء. إذا كان ترخيصها يجيز ذلك، فيمكن لأحد المحررين السماح به عن طريق ${request}.`
        : `يقيّد ترخيص ${isolate(restrictedBy)} إعادة التوزيع، لذا لا تُنشر سجلاته في مجموعة بيانات جديدة. لم يُحفظ شيء. يمكن استيرادها من دون نشر؛ أو، إذا كان نشرها جائزًا، يُطلب من أحد المحررين إنشاء مجموعة البيانات أولًا عن طريق ${request}.`
    },
    error: 'لا يُسمح بنشر سجلات مجموعة البيانات هذه.',
  },
  secondEditorNeeded: {
    title: 'تلزم موافقة محرر ثانٍ',
    description:
      'السجل الذي حُجب جزء من أحد أماكنه ينشره محرران: يوافق الأول على نسخة منه بنشرها في صفحة المراجعة، ثم ينشر الثاني النسخة نفسها. ويلزم محرران كذلك لإظهار المحجوب: يعدّل الأول السجل المنشور أو يقترح تصحيحًا، ثم يقبله الثاني. وأي تعديل بينهما يلغي الموافقة.',
    remedy:
      'للنشر: يُقدَّم السجل من دون نشره، ثم يُنشر في صفحة المراجعة، ويفعل محرر ثانٍ الشيء نفسه. ولإظهار المحجوب: يُعدَّل السجل بعد نشره، ويقبل محرر ثانٍ التصحيح.',
    detail:
      'حُجب جزء من أحد الأماكن، فلا ينشر محرر واحد السجل وحده ولا يُظهر المزيد من المكان. لم يُحفظ شيء. ينشر محرران السجل في صفحة المراجعة مع حجب ما كان محجوبًا. ولتقليل الحجب يُعدَّل السجل المنشور، وينتظر التعديل قبول محرر ثانٍ.',
    error:
      'السجل الذي حُجب جزء من أحد أماكنه ينشره محرران، ولا يُظهر المزيد من المكان إلا محرران. يُقدَّم من دون نشره ومع حجب ما كان محجوبًا.',
  },
  datasetPublished: {
    title: 'في مجموعة البيانات سجلات منشورة',
    description:
      'يجب أن تبقى مجموعة البيانات قابلة للنشر ما دامت فيها سجلات منشورة. العدد مذكور في التفاصيل.',
    remedy: 'سحب السجلات المنشورة أولًا.',
    detail: (dataset: string, published: number) => {
      const count = plural(published, {
        one: 'سجل منشور واحد',
        two: 'سجلان منشوران',
        few: '# سجلات منشورة',
        many: '# سجلًا منشورًا',
        other: '# سجل منشور',
      })
      return `في مجموعة البيانات ${isolate(dataset)} ${count}. يجب سحب سجلاتها المنشورة أولًا. لم يتغير شيء.`
    },
    error: 'يجب أن تبقى مجموعة البيانات قابلة للنشر ما دامت فيها سجلات منشورة.',
  },
  conflict: {
    title: 'تعارض مع طلب متزامن',
    description: 'تجري معالجة طلب آخر يخص السجل أو المفتاح أو المرجع نفسه. يمكن إعادة المحاولة.',
    remedy: 'إرسال الطلب نفسه بعد لحظات، مع Idempotency-Key نفسه.',
    detail: 'ما زالت تجري معالجة طلب آخر يخص السجل أو المفتاح أو المرجع نفسه. يُرجى إعادة المحاولة.',
  },
  retracted: {
    title: 'سُحب السجل',
    description: 'كان السجل منشورًا ثم سُحب؛ والسبب مذكور في التفاصيل.',
    remedy: 'إزالة السجل من النسخ المحفوظة لديكم.',
    detail: (reason: string | undefined) =>
      reason === undefined ? 'سُحب السجل.' : `سُحب السجل: ${isolate(reason)}`,
  },
  pinExpired: {
    title: 'لم يعد الملف المثبّت متاحًا',
    description:
      'تغيّر مخطط البيانات منذ تثبيت العنوان، لذا لا يمكن إنتاج الملف نفسه بايتًا ببايت. النسختان مذكورتان في التفاصيل.',
    remedy: 'حذف schema وcommit من العنوان للحصول على الملف الحالي.',
    detail: (requested: string, current: string) =>
      `العنوان مثبّت على نسخة مخطط البيانات ${isolate(requested)}؛ والنسخة الحالية هي ${isolate(current)}. للحصول على الملف الحالي، يُحذف schema وcommit من العنوان.`,
  },
  redacted: {
    title: 'محجوب نهائيًا',
    description:
      'كان لا بد من إزالة جزء من هذا المحتوى نهائيًا. رقم الإصدار والسبب مذكوران في التفاصيل؛ ويعرض العنوان من دون commit ما بقي من المحتوى.',
    remedy: 'استخدام العنوان من دون commit، وحذف ما لديكم من نسخ المحتوى السابق.',
    detail: (seq: number, at: string, reason: string) =>
      `حُجب هذا المحتوى نهائيًا في الإصدار ${seq} بتاريخ ${isolate(at.slice(0, 10))} ولم يعد متاحًا: ${isolate(reason)}`,
  },
  staleRevision: {
    title: 'تغيّر السجل بعد فتحه',
    description: 'يشير الطلب إلى نسخة أقدم. النسخة الحالية مذكورة في ترويسة ETag.',
    remedy: 'إعادة تحميل السجل، وتكرار التعديل، وإرساله مع ETag الجديد.',
    detail: (revision: number) => `أصبح السجل في النسخة ${revision}. يُرجى إعادة تحميله وتكرار التعديل.`,
  },
  tooLarge: {
    title: 'متن الطلب أكبر من المسموح به',
    description: 'الحد الأقصى مذكور في التفاصيل.',
    remedy: `اختصار السجل، أو تقسيم الدفعة، أو إرسال ملف إلى ${isolate('/imports')}.`,
    details: {
      body: (limit: number) => `يتجاوز متن الطلب الحد الأقصى، وهو ${limit / 1024} كيلوبايت (${limit} بايت).`,
      batch: (max: number, count: number) =>
        `عدد السجلات في الدفعة ${count}، والحد الأقصى ${max}. إذا زاد العدد على ذلك، فيُرسل ملف إلى ${isolate('/imports')}.`,
      record: 'السجل أكبر من أن يُحفظ (الحد الأقصى نحو 2 ميغابايت، بما فيها البيانات المشتقة).',
    },
  },
  unsupportedType: {
    title: 'قيمة Content-Type غير مدعومة هنا',
    description: 'الأنواع المدعومة مذكورة في ترويسة Accept في الرد وفي تفاصيله.',
    remedy: 'إرسال أحد الأنواع المدعومة، وذكره في Content-Type.',
    detail: (type: string, accepted: readonly string[]) =>
      `${type === '' ? 'قيمة Content-Type غير موجودة' : `النوع ${isolate(type)} غير مدعوم هنا`}؛ تُرسل ${orCodes(accepted)}.`,
    mislabelledJson: (type: string, json: string) =>
      `يبدو متن الطلب بصيغة JSON، لكن ${type === '' ? 'Content-Type غير مذكور' : `قيمة Content-Type هي ${isolate(type)}`}. تُرسل الترويسة ${isolate(`Content-Type: ${json}`)}.`,
  },
  unsupportedCoding: {
    title: 'قيمة Content-Encoding غير مدعومة هنا',
    description: 'طرق الضغط المدعومة مذكورة في ترويسة Accept-Encoding في الرد وفي تفاصيله.',
    remedy: 'إرسال متن الطلب بطريقة ضغط مدعومة، أو من دون ضغط.',
    detail: (coding: string, accepted: readonly string[]) =>
      `طريقة الضغط ${isolate(`Content-Encoding: ${coding}`)} غير مدعومة هنا؛ تُستخدم ${orCodes(accepted)}، أو يُرسل متن الطلب من دون ضغط.`,
  },
  rangeNotSatisfiable: {
    title: 'النطاق المطلوب يتجاوز نهاية الملف',
    description: 'حجم الملف مذكور في ترويسة Content-Range وفي التفاصيل.',
    remedy: 'طلب نطاق ضمن حجم الملف، أو طلب الملف كاملًا.',
    detail: (size: number) =>
      size === 0
        ? 'الملف فارغ، فلا نطاقات فيه.'
        : `حجم الملف ${size} بايت. يُطلب نطاق ضمن ${isolate(`0-${size - 1}`)}.`,
  },
  invalidRecord: {
    title: 'السجل غير صالح',
    description: 'يرد كل خطأ في errors مع موضعه والقاعدة التي يخالفها والشكل الصحيح. لم يُحفظ شيء.',
    remedy: 'تصحيح كل حقل وفق ما يذكره خطؤه، ثم إرسال السجل من جديد.',
    detail: (errors: readonly unknown[]) =>
      errors.length > maxErrors
        ? `${errorCount(errors.length)}؛ يُعرض منها أول ${maxErrors}.`
        : `${errorCount(errors.length)}.`,
  },
  invalidRequest: {
    title: 'يُرجى تصحيح ما يلي',
    description: 'يرد كل خطأ في errors مع موضعه والشكل الصحيح. لم يتغير شيء.',
    remedy: 'تصحيح كل حقل وفق ما يذكره خطؤه، ثم إرسال الطلب من جديد.',
    detail: listFaults,
  },
  invalidFile: {
    title: 'تتعذر قراءة الملف',
    description: 'الملف ليس جدولًا بأعمدة التنسيق المختار. يرد كل خطأ مع رقم سطره. لم يُحفظ شيء.',
    remedy: 'تصحيح الأسطر المذكورة في errors، أو اختيار التنسيق أو مطابقة الأعمدة بما يناسب أعمدة الملف.',
    detail: listFaults,
  },
  idempotencyKeyReused: {
    title: 'استُخدم Idempotency-Key لطلب آخر',
    description: 'كل مفتاح يخص طلبًا واحدًا. يُستخدم مفتاح جديد لكل طلب جديد.',
    remedy: 'عدم تكرار المفتاح إلا مع متن الطلب نفسه.',
    detail: 'سبق استخدام Idempotency-Key هذا مع متن آخر. يُستخدم مفتاح جديد.',
  },
  preconditionRequired: {
    title: 'الترويسة If-Match مطلوبة',
    description: 'يجب أن يذكر التعديل النسخة التي يستند إليها، عن طريق ETag الخاص بالسجل.',
    remedy: 'تحميل السجل، ثم إرسال ETag الخاص به في If-Match.',
    detail: 'تُرسل الترويسة If-Match مع ETag الخاص بالسجل كما اطلعتم عليه.',
  },
  suggestionsFull: {
    title: 'عدد التصحيحات المنتظرة كبير جدًا',
    description: 'يجب أن يراجع المحررون التصحيحات المنتظرة قبل قبول غيرها. الحد الأقصى مذكور في التفاصيل.',
    remedy: 'إعادة المحاولة بعد أن يراجع المحررون بعضها.',
    details: {
      record:
        'عدد التصحيحات المنتظرة لهذا السجل كبير جدًا (الحد الأقصى 20). يُرجى إعادة المحاولة بعد بضعة أيام.',
      network: 'عدد التصحيحات المنتظرة من شبكتكم اليوم كبير جدًا. يُرجى إعادة المحاولة غدًا.',
      public:
        'عدد التصحيحات المنتظرة من العموم كبير جدًا (الحد الأقصى 1,000). يُرجى إعادة المحاولة بعد بضعة أيام.',
    },
  },
  remarksFull: {
    title: 'لا تمكن إضافة المزيد هنا',
    description:
      'الحد الأقصى للسجل الواحد 200 تعليق و20 سؤالًا موجهًا إلى مقدّم البلاغ، وللسؤال الواحد 10 أجوبة.',
    remedy: 'تعديل السجل: فما عُرف عن الحادثة مكانه حقول السجل وملاحظاته.',
    details: {
      comment: 'في السجل 200 تعليق، وهو الحد الأقصى.',
      question: 'في السجل 20 سؤالًا موجهًا إلى مقدّم البلاغ، وهو الحد الأقصى.',
      answer: 'للسؤال 10 أجوبة، وهو الحد الأقصى.',
    },
  },
  formHeld: {
    title: 'يبدو أن برنامجًا ملأ النموذج',
    description: 'وصل النموذج أسرع مما يملؤه إنسان، أو كُتب شيء في حقل لا يراه الناس. لم يُحفظ شيء.',
    remedy: `تعرض الصفحة النموذج من جديد بكل ما كُتب فيه، ويكفي إرساله مرة أخرى. أما البرامج فترسل JSON، أو نموذجًا من دون حقول الصفحة التي تبدأ بـ ${isolate('"_"')}.`,
    details: {
      early:
        'وصل النموذج أسرع من المعتاد في ملئه يدويًا. لم يُحفظ شيء بعد، وكل ما كُتب ما زال هنا. يُرجى مراجعته وإرساله من جديد.',
      filled:
        'مُلئ حقل تخفيه الصفحة، وربما فعل المتصفح ذلك. لم يُحفظ شيء بعد، وكل ما كُتب ما زال هنا. يُرجى إرساله من جديد.',
      unverified:
        'لم ينجح التحقق من أن المرسل إنسان؛ وهو يتطلب JavaScript. لم يُحفظ شيء بعد، وكل ما كُتب ما زال هنا. يُرجى إكمال التحقق أعلى الزر، ثم الإرسال من جديد.',
    },
  },
  queueFull: {
    title: 'عدد البلاغات المنتظرة للمراجعة كبير جدًا',
    description:
      'يجب أن يراجع المحررون بلاغات العموم قبل قبول غيرها. تذكر ترويسة Retry-After مدة الانتظار بالثواني.',
    remedy: 'الاحتفاظ بما كُتب، وإرساله من جديد بعد بضع ساعات. ويمكن الإرسال الآن برمز دخول.',
    detail:
      'عدد البلاغات المنتظرة للمراجعة كبير جدًا، لذا لا يستقبل هذا الموقع بلاغات أخرى في الوقت الحالي. لم يُحفظ شيء. يُرجى الاحتفاظ بما كُتب، وإرساله من جديد بعد بضع ساعات.',
  },
  rateLimited: {
    title: 'عدد الطلبات كبير جدًا',
    description: 'تذكر ترويسة Retry-After مدة الانتظار بالثواني.',
    remedy: 'الانتظار هذه المدة، ثم إرسال الطلب من جديد.',
    detail: (seconds: number) => `يُرجى إعادة المحاولة بعد ${secondCount(seconds)}.`,
    network: (seconds: number) =>
      `يرد عدد كبير من البلاغات من شبكتكم، وربما من أشخاص آخرين يستخدمونها. يُرجى إعادة المحاولة بعد ${secondCount(seconds)}. لا يسري هذا الحد على من لديه رمز دخول.`,
    batch: (seconds: number) =>
      `يُحسب كل سجل في الدفعة على حدة. لم يُحفظ شيء. يُرجى إرسال سجلات أقل في المرة الواحدة، بعد ${secondCount(seconds)}، أو استخدام رمز دخول.`,
  },
  rerenderNeeded: {
    title: 'يجري تحديث المرشِّحات',
    description:
      'تغيّر مخطط البيانات، وما زالت لبعض السجلات المحفوظة مرشِّحات المخطط السابق. الملفات المنزَّلة من دون مرشِّحات كاملة. تذكر ترويسة Retry-After مدة الانتظار بالثواني.',
    remedy: 'إعادة المحاولة لاحقًا، أو تنزيل الملفات من دون مرشِّحات.',
    detail:
      'لبعض السجلات مرشِّحات المخطط السابق، فقد لا يعثر المرشِّح على بعض السجلات. يحدّثها مشغّل الموقع عن طريق npm run rerender. وحتى ذلك الحين، لا تُستخدم مرشِّحات غير dataset وstatus وwarnings.',
  },
  restoreRefused: {
    title: 'تتعذر استعادة النسخة الاحتياطية هنا',
    description: 'تملأ الاستعادة مخزنًا فارغًا من الإصدار نفسه من Sitrep بنسخة احتياطية واحدة. لم يتغير شيء.',
    remedy: 'الاستعادة في مخزن فارغ بإصدار Sitrep الذي أنشأ النسخة الاحتياطية، ثم ترقيته.',
    details: {
      notEmpty: (table: string) =>
        `المخزن ليس فارغًا: في الجدول ${isolate(table)} صفوف. تكون الاستعادة في مخزن فارغ.`,
      otherVersion: (backup: string, own: string) =>
        `آخر ترحيل في النسخة الاحتياطية هو ${isolate(backup)}، وفي هذا المخزن ${isolate(own)}. تكون الاستعادة بإصدار Sitrep الذي أنشأ النسخة.`,
      otherBackup: (id: string) =>
        `بدأت استعادة نسخة احتياطية أخرى (${isolate(id)}). يجب إكمالها أو استعمال مخزن فارغ.`,
      otherPosition: (position: number) =>
        `الصفوف السابقة (${number(position)}) ليست كل ما في المخزن. يُعاد تشغيل الأمر فيتابع من حيث توقف.`,
      notBegun: 'لم تبدأ أي استعادة.',
      wrongRows: (table: string) => `صفوف ${isolate(table)} ليست صفوف نسخة احتياطية.`,
      wrongFile: (key: string) => `ليس ${isolate(key)} ملفًا من نسخة احتياطية.`,
      incomplete: (table: string, expected: number, found: number) =>
        `عدد صفوف الجدول ${isolate(table)} هو ${number(found)}، ويجب أن يكون ${number(expected)}.`,
    },
  },
  restoring: {
    title: 'تجري استعادة نسخة احتياطية',
    description:
      'لا يقبل المخزن شيئًا آخر حتى تنتهي الاستعادة. تذكر ترويسة Retry-After مدة الانتظار بالثواني.',
    remedy: 'المحاولة من جديد لاحقًا.',
    detail:
      'تجري هنا استعادة نسخة احتياطية، لذا لا يمكن حفظ شيء في الوقت الحالي. لم يُحفظ شيء. يُرجى المحاولة من جديد لاحقًا.',
  },
  internal: {
    title: 'حدث خطأ ما',
    description: 'الخطأ من جهتنا؛ ويُعرف الطلب بالقيمة المذكورة في instance.',
    remedy: 'إعادة المحاولة لاحقًا. وإذا تكرر الخطأ، يُرجى إبلاغ مشغّل الموقع بقيمة instance.',
    detail: 'الخطأ من جهتنا، وقد سُجّل بالمعرّف المذكور في instance.',
  },
}

/** Says where two records differ; `count` is the number of all differences. */
const differingPointers = (pointers: readonly string[], count: number): string =>
  count === 0
    ? 'قيم السجلين متطابقة في كل المواضع.'
    : `يختلف السجلان في: ${listCodes(pointers)}${count > pointers.length ? `، وفي مواضع أخرى عددها ${count - pointers.length}` : ''}.`

/** Errors of small requests; the API names the field. */
const requests = {
  reason: {
    type: 'يجب أن تكون قيمة reason نصًا.',
    text: 'يجب أن تكون قيمة reason نصًا صالحًا خاليًا من المحرف NUL.',
    missing: 'يُرجى ذكر السبب.',
    length: (max: number) => `الحد الأقصى لطول reason هو ${characterCount(max)}.`,
  },
  number: (name: string) => `يجب أن تكون قيمة ${isolate(name)} عددًا.`,
  wholeNumber: (name: string) => `يجب أن تكون قيمة ${isolate(name)} عددًا صحيحًا.`,
  patch: 'يجب أن تكون قيمة patch كائنًا من نوع merge patch، يضم الحقول المراد تغييرها.',
  choose: {
    type: 'يجب أن تكون قيمة choose كائنًا يحدد into أو from أو range لكل JSON Pointer.',
    side: 'يجب أن تكون كل قيمة في choose إما into أو from أو range.',
    unknown: (pointers: readonly string[], count: number) =>
      `ليس في السجل حقل بهذا المسار. ${differingPointers(pointers, count)}`,
    equal: (pointers: readonly string[], count: number) =>
      `لا يختلف السجلان هنا. ${differingPointers(pointers, count)}`,
    own: () => 'يحتفظ السجل المتبقي بقيمته، ويحتفظ السجل المدموج بقيمته أيضًا. يُحذف هذا الحقل من choose.',
    noRange: () => 'ليس لهذه القيمة نطاق. يمكن أن تكون into أو from.',
    part: (outer: string) => `هذا جزء من ${isolate(outer)}. يجب اختيار ${isolate(outer)} كاملًا.`,
    overlap: (outer: string) => `هذا جزء من ${isolate(outer)} المختار أيضًا. يجب اختيار أحدهما.`,
  },
  choice: (name: string, choices: readonly string[]) =>
    `يجب أن تكون قيمة ${isolate(name)} إحدى القيم التالية: ${orCodes(choices)}.`,
  recordId: (name: string) => `يجب أن تكون قيمة ${isolate(name)} معرّف سجل.`,
  flag: (name: string) => `يجب أن تكون قيمة ${isolate(name)} إما true أو false.`,
  /** The whole body, as a sentence about it begins. */
  body: {
    decision: 'كائن يضم decision وreason',
    decline: 'كائن يضم suggestions وreason',
    reports: 'كائن يضم decision وreports وreason',
    assignee: 'كائن قد يضم release',
    revert: 'كائن يضم version وreason',
    redaction: 'كائن يضم reason ومعه remove أو erase أو كلاهما',
    suggestion: 'كائن يضم reason وrevision وpatch',
    remark: 'كائن يضم text',
    answer: 'كائن يضم question وtext',
    reason: 'سبب',
    merge: 'كائن يضم into وreason',
    distinct: 'كائن يضم other وreason',
    mapping: 'ملف مطابقة الأعمدة',
    expected: (noun: string) => `المطلوب: ${noun}.`,
  },
  suggestions: {
    item: 'يجب أن تكون عناصر suggestions معرّفات.',
    type: 'يجب أن تكون قيمة suggestions قائمة معرّفات.',
    empty: 'يُرجى اختيار تصحيح واحد على الأقل.',
    length: (max: number) => `الحد الأقصى لعدد المعرّفات في suggestions هو ${max}.`,
  },
  assignee: 'يجب أن تكون قيمة assignee واحدة أو أكثر من me وothers وnone.',
  reports: {
    item: 'يجب أن تكون عناصر reports كائنات تضم id وrevision.',
    type: 'يجب أن تكون قيمة reports قائمة كائنات تضم id وrevision.',
    empty: 'يُرجى اختيار بلاغ واحد على الأقل.',
    length: (max: number) => `الحد الأقصى لعدد العناصر في reports هو ${max}.`,
  },
  redaction: {
    removeType: 'يجب أن تكون قيمة remove قائمة من JSON Pointers.',
    removePointer: `يجب أن تكون عناصر remove من نوع JSON Pointer تشير إلى حقول، مثل ${isolate('/location/place')}.`,
    eraseType: 'يجب أن تكون قيمة erase قائمة نصوص.',
    eraseShort: 'يجب ألا يقل النص المراد محوه عن حرفين.',
    eraseLong: (max: number) => `الحد الأقصى لطول النص المراد محوه هو ${characterCount(max)}.`,
    eraseBroken: 'يجب أن يكون النص المراد محوه نص Unicode صالحًا.',
    listType: (name: string) => `يجب أن تكون قيمة ${isolate(name)} قائمة.`,
    listLength: (name: string, max: number) => `الحد الأقصى لعدد العناصر في ${isolate(name)} هو ${max}.`,
    empty: 'يجب تحديد ما يُحجب نهائيًا: حقول تُزال أو نصوص تُمحى.',
    reasonLeaks: 'السبب متاح للعموم، وفيه نص من النصوص المراد محوها. يجب تغيير صياغته.',
    referenceTaken: `بعد الحجب النهائي يصبح المرجع مطابقًا لمرجع سجل آخر. يجب إزالة ${isolate('/reference')} بالكامل.`,
  },
  remark: {
    type: 'يجب أن تكون قيمة text نصًا.',
    text: 'يجب أن تكون قيمة text نصًا صالحًا خاليًا من المحرف NUL.',
    missing: 'يُرجى كتابة شيء.',
    length: (max: number) => `الحد الأقصى لطول text هو ${characterCount(max)}.`,
    question: 'يجب أن تكون قيمة question معرّف سؤال.',
  },
  correctionNotes: 'لا يتضمن التصحيح المقترح ملاحظات للمحررين. يُكتب ما ينبغي أن يعرفوه في السبب.',
  correctionEmpty: 'التصحيح المقترح لا يغيّر شيئًا. يجب تغيير حقل واحد على الأقل.',
  noSuchRecord: (name: string) => `لا يوجد سجل بالمعرّف المذكور في ${isolate(name)}.`,
  mergeSelf: 'لا يمكن دمج سجل في نفسه. يجب تحديد سجل آخر.',
  distinctSelf: 'لا يمكن تمييز سجل عن نفسه. يجب تحديد سجل آخر.',
  idempotencyKey: (max: number) => `يجب أن يكون طول Idempotency-Key من 1 إلى ${characterCount(max)}.`,
  oneCountry: `يُذكر بلد واحد، مثل ${isolate('country=IQ')}.`,
  futureTime: 'هذا الوقت في المستقبل. يُحذف as_of للحصول على أحدث السجلات.',
  futureCommit: (commit: number) => `لا يوجد إصدار برقم ${commit} بعد.`,
  rerender: {
    noun: 'كائن يضم after وlimit، وكلاهما اختياري',
    after: 'يجب أن تكون قيمة after هي cursor من رد سابق.',
    limit: (max: number) => `يجب أن تكون قيمة limit عددًا صحيحًا من 1 إلى ${max}.`,
  },
  backup: { at: 'يجب أن تكون القيمة هي الوقت الذي ذكره ‎/backup مع الإصدار.' },
  restore: {
    noun: 'كائن يضم أجزاء من نسخة احتياطية',
    body: 'يجب أن تكون القيمة جزءًا من نسخة احتياطية كما يرسلها npm run restore.',
  },
  /** The address of a page or file; its parameters begin the sentence. */
  comparison: 'تتطلب المقارنة from وto، وكل منهما رقم نسخة، من دون أي معامل آخر.',
  revision: 'يجب أن تكون القيمة عددًا صحيحًا لا يقل عن 1.',
  booleanParameter: 'يجب أن تكون القيمة true أو false.',
  publicView: 'يجب أن تكون القيمة public، مرة واحدة.',
  range: (min: number, max: number) => `يجب أن تكون القيمة عددًا صحيحًا من ${min} إلى ${max}.`,
  cursor: 'قيمة cursor غير صالحة. يُستخدم رابط «الصفحة التالية» كما هو تمامًا.',
  cursorOfResponse: 'يجب أن تكون القيمة هي cursor من رد سابق.',
  commitNumber: 'يجب أن تكون القيمة رقم إصدار؛ والرقم 0 يسبق الإصدار الأول.',
  notWithCursor: 'لا يمكن الجمع بينه وبين cursor.',
  layout: (layouts: readonly string[]) => `يجب ذكر تنسيق الأعمدة: ${orCodes(layouts)}.`,
  list: 'الصفحة',
  unsupported: (format: string, option: string | undefined) =>
    `غير مدعوم في ${isolate(format)}: ${option === undefined ? 'هذا المعامل' : isolate(option)}.`,
  useFormats: (formats: readonly string[]) => `يمكن استخدام ${orCodes(formats)}.`,
  countedForEach: (names: readonly string[]) =>
    `يُحسب السجل مرة لكل قيمة فيه من ${names.map(isolate).join(' ومن ')}، لذا لا يصح جمع الأعداد.`,
  tooManyRows: (format: string, max: number, rows: number, isLayout: boolean) => {
    const count = isLayout ? rowCount : recordCount
    const csv = isolate('CSV (/incidents.csv)')
    const others = isLayout ? csv : `${csv} أو ${isolate('Parquet (/incidents.parquet)')}`
    return `الحد الأقصى في ${isolate(format)} هو ${count(max)}، وعدد نتائج هذا الاستعلام ${number(rows)}. يمكن استخدام ${others}، أو إضافة مرشِّحات.`
  },
}

const nullValues = (text: string): string =>
  `لترك هذه الخلايا فارغة، يُستورد الملف مع ${isolate(`null_values=${encodeURIComponent(text)}`)}؛ ويُستورد مع ${isolate('null_values=')} (بلا قيمة)`

/** The fields of an estimate and of a point as the form labels them, with their codes. */
const fieldLabels: Readonly<Record<string, string>> = {
  low: '«الأدنى» (low)',
  best: '«الأرجح» (best)',
  high: '«الأعلى» (high)',
  latitude: 'خط العرض (latitude)',
  longitude: 'خط الطول (longitude)',
}

const fieldLabel = (name: string): string => fieldLabels[name] ?? isolate(name)

/** Errors of the fields of a record. */
const fields = {
  required: 'هذا الحقل مطلوب.',
  emptyList: 'يجب إضافة عنصر واحد على الأقل.',
  emptyItem: 'هذا العنصر فارغ. يُحذف أو يُملأ.',
  type: (expected: string) => `يجب أن تكون القيمة ${expected}.`,
  /** The types of values, by the names of valibot. */
  types: {
    string: 'نصًا',
    number: 'عددًا',
    array: 'قائمة',
    object: 'مجموعة حقول',
    record: 'مجموعة حقول',
    union: 'نصًا أو عددًا أو true أو false',
    other: 'من نوع آخر',
  } as Readonly<Record<string, string>> & { readonly other: string },
  group: 'يجب أن تكون القيمة مجموعة حقول.',
  record: 'يجب أن يكون السجل كائنًا واحدًا لحقوله أسماء.',
  whole: 'يجب أن تكون القيمة عددًا صحيحًا.',
  countText:
    'يُكتب عدد صحيح بالأرقام، مثل 12. لكتابة نطاق (من … إلى …) أو «على الأقل»، يُستخدم الحقلان «الأدنى» و«الأعلى»؛ وإذا لم يُذكر عدد، فتُترك الحقول فارغة.',
  wholeText: 'يُكتب عدد صحيح بالأرقام، مثل 12، أو يُترك الحقل فارغًا.',
  /** The numbers that an estimate in words means. */
  estimateAs: (text: string, numbers: readonly (readonly [name: string, number: string])[]) =>
    `يُكتب عدد صحيح بالأرقام. بدلًا من «${isolate(text)}» يُكتب ${numbers.map(([name, value]) => `${value} في ${fieldLabel(name)}`).join(' و')}.`,
  asEstimate: (numbers: readonly (readonly [name: string, number: string])[]) =>
    ` يُكتب ${isolate(`{${numbers.map(([name, value]) => `"${name}": ${value}`).join(', ')}}`)}.`,
  /** The right form, as JSON. */
  writeAs: (json: string) => ` يُكتب ${isolate(json)}.`,
  withoutQuotes: (value: number) => ` يُكتب ${isolate(String(value))} من دون علامتي اقتباس.`,
  inQuotes: (value: number) => ` يُكتب ${isolate(`"${value}"`)} بين علامتي اقتباس.`,
  degreesAs: (text: string, value: number) =>
    `تُكتب الدرجات في صورة عدد عشري: ${isolate(String(value))}، إذا كانت «${isolate(text)}» درجات ودقائق وثواني.`,
  otherAxis: (text: string, axis: string, value: number) =>
    `«${isolate(text)}» هي قيمة ${fieldLabel(axis)}. تُكتب ${isolate(String(value))} في ${fieldLabel(axis)}.`,
  pointInOne: (first: string, second: string) =>
    `هذان عددان. إذا كانا إحداثيي نقطة، فيُكتب ${isolate(first)} في ${fieldLabel('latitude')} و${isolate(second)} في ${fieldLabel('longitude')}.`,
  swapped: ' يبدو أن خط العرض وخط الطول معكوسان.',
  coordinateText: `تُكتب الدرجات في صورة عدد عشري، مثل 33.4265 أو ${isolate('-44.1')}؛ وتكون القيمة سالبة في الجنوب والغرب.`,
  ambiguousNumber: (
    text: string,
    { decimal, grouped }: { readonly decimal: number; readonly grouped: number },
  ) =>
    `«${isolate(text)}» قد تعني ${isolate(String(decimal))} أو ${isolate(number(grouped))}. يُكتب ${Number.isInteger(decimal) ? `${isolate(String(decimal))} أو ` : ''}${isolate(String(grouped))} من دون فاصل.`,
  /** Words for no value in the cells of an import. */
  placeholder: {
    word: (text: string) =>
      `«${isolate(text)}» تعني عادةً أنه لا توجد قيمة. ${nullValues(text)} إذا كانت هي القيمة المقصودة.`,
    code: (text: string, label: string) =>
      `${isolate(text)} هو رمز ${isolate(label)}، ويعني عادةً أنه لا توجد قيمة. ${nullValues(text)} إذا كان المقصود ${isolate(label)}.`,
    formula: (text: string) =>
      `${isolate(text)} خطأ في معادلة. تُصحَّح المعادلة، أو يُستورد الملف مع ${isolate(`null_values=${encodeURIComponent(text)}`)} لترك هذه الخلايا فارغة.`,
  },
  nullValue: (value: number) =>
    ` إذا كانت ${isolate(String(value))} تعني «غير معروف»، فيُستورد الملف مع ${isolate(`null_values=${value}`)}.`,
  min: (min: string) => `يجب ألا تقل القيمة عن ${isolate(min)}.`,
  max: (max: string) => `يجب ألا تزيد القيمة على ${isolate(max)}.`,
  numberTooLarge: 'العدد أكبر من المسموح به.',
  maxEntries: (max: string) => `الحد الأقصى لعدد عناصر القائمة هو ${max}.`,
  tooManyEntries: (count: number, max: number) =>
    `عدد عناصر القائمة ${number(count)}، والحد الأقصى ${number(max)}.`,
  textLength: (count: number, max: number) =>
    `طول النص ${characterCount(count)}، والحد الأقصى في هذا الحقل ${number(max)}.`,
  tooDeep: 'يزيد تداخل الكائن على 32 مستوى.',
  brokenText: 'في النص محرف ناقص (نصف زوج surrogate). يُرجى كتابته من جديد.',
  controlCharacter: (code: string) => `في النص محرف تحكم ${isolate(`U+${code}`)}. يُرجى حذفه.`,
  nul: 'في النص محرف NUL. يُرجى حذفه.',
  columnName: 'لا يمكن أن يحمل عمود هذا الاسم.',
  code: (nearest: string) => `الرمز غير معروف. هل المقصود ${isolate(nearest)}؟`,
  country: (countries: readonly string[]) => `الرمز غير معروف. هل المقصود ${orCodes(countries)}؟`,
  formerState: (countries: readonly string[]) =>
    `لم تعد هذه الدولة قائمة. تُذكر الدولة التي يقع فيها المكان اليوم: ${orCodes(countries)}.`,
  codeAmong: (codes: readonly string[]) => `الرمز غير معروف. الرموز هي: ${listCodes(codes)}.`,
  codeInCodebook: 'الرمز غير معروف. يُرجى الرجوع إلى دليل الرموز.',
  subtypeAsType: (subtype: string, type: string) =>
    `${isolate(subtype)} نوع فرعي من الحوادث. يُرسل ${isolate(`event_subtype=${subtype}`)}؛ أما event_type الخاص به فهو ${isolate(type)} ويجوز حذفه.`,
  typeAsSubtype: (type: string) =>
    `${isolate(type)} نوع رئيسي من الحوادث لا نوع فرعي. يُرسل ${isolate(`event_type=${type}`)} ويُترك event_subtype فارغًا، أو يُختار رمز أكثر تحديدًا.`,
  unknown: (owner: string | undefined, name: string, nearest: string | undefined, known: readonly string[]) =>
    `لا يوجد حقل باسم «${isolate(name)}» في ${owner === undefined ? 'السجل' : isolate(owner)}. ${nearest ? `هل المقصود ${isolate(nearest)}؟` : `الحقول هي: ${listCodes(known)}.`}`,
  point: (owner: string | undefined, name: string, json: string, { isReversed }: { isReversed: boolean }) =>
    `لا يوجد حقل باسم «${isolate(name)}» في ${owner === undefined ? 'السجل' : isolate(owner)}. يُكتب ${isolate(json)}.${isReversed ? ' في GeoJSON يأتي خط الطول أولًا.' : ''}`,
  misplaced: (name: string, path: readonly string[]) =>
    `لا يوجد حقل باسم «${isolate(name)}» في السجل. موضعه ${isolate(path.join('.'))}؛ وبصيغة JSON: ${isolate(path.reduceRight((inner, step) => (/^\d+$/.test(step) ? `[${inner}]` : `{"${step}": ${inner}}`), '…'))}.`,
  renamed: (former: string, name: string) =>
    `أصبح اسم ${isolate(former)} الآن ${isolate(name)}. يُستخدم الاسم الجديد.`,
  bothNames: (former: string, name: string) =>
    `${isolate(former)} هو الاسم السابق للحقل ${isolate(name)}، ولكليهما قيمة. تُذكر قيمة أحدهما فقط.`,
  readOnly: (name: string) => `يحدد الخادم قيمة ${isolate(name)}؛ يُحذف هذا الحقل.`,
  unresolvedLink: 'لا يوجد بعد سجل منشور بهذا المعرّف أو المرجع.',
  unknownDataset: (dataset: string) =>
    `لا توجد مجموعة بيانات باسم «${isolate(dataset)}». إذا لم تُذكر مجموعة، تُستخدم «reports».`,
  datasetOutOfScope: (datasets: readonly string[]) =>
    `رمز الدخول المستخدم مخصص فقط لـ ${or(datasets.map(isolate))}.`,
}

/** Faults of a table. */
const tables = {
  byte: (hex: string) =>
    `يحتوي السطر على البايت ${isolate(hex)}، وهو هنا ليس من UTF-8. يُحفظ الملف بترميز UTF-8، أو يُذكر ترميزه، مثل encoding=windows-1252.`,
  undefinedBytes:
    'يحتوي السطر على بايت لا يعرّفه ترميز الملف. يُذكر الترميز الصحيح، أو يُحفظ الملف بترميز UTF-8.',
  halfCharacter: 'يحتوي السطر على نصف محرف UTF-16. يُحفظ الملف بترميز UTF-8.',
  guess: (readings: readonly { readonly encoding: string; readonly text: string }[]) => {
    const [guess, ...others] = readings.map(
      ({ encoding, text }) => `«${isolate(text)}» بترميز ${isolate(encoding)}`,
    )
    const [{ encoding = '' } = {}] = readings
    const rest = others.length > 0 ? `؛ ومن القراءات الأخرى ${others.join(' و')}` : ''
    return `الملف ليس بترميز UTF-8 ولا يذكر ترميزه. القراءة الأرجح هي ${guess}${rest}. إذا كانت القراءة الأولى صحيحة، فيُرسل ${isolate(`encoding=${encoding}`)}؛ وإلا فيُرسل الترميز الصحيح، أو يُحفظ الملف بترميز UTF-8.`
  },
  openQuote: 'ينتهي الملف قبل إغلاق علامة الاقتباس.',
  textAfterQuote: `يوجد نص بعد علامة الاقتباس التي تغلق الخلية. تُكتب علامة الاقتباس داخل خلية مقتبسة مرتين: ${isolate('""')}.`,
  spaceBeforeQuote:
    'توجد مسافة قبل علامة الاقتباس التي تفتح الخلية. تُحذف المسافة ليبقى النص المقتبس خلية واحدة.',
  nul: 'يوجد هنا محرف NUL. يُرجى حذفه.',
  quoteLine: (line: number) => ` علامة الاقتباس مفتوحة منذ السطر ${line}.`,
  cells: (cells: number, columns: number) =>
    `عدد الخلايا في الصف ${cells}، وعدد الأعمدة في صف العناوين ${columns}.`,
  namelessHeader: 'لا يذكر صف العناوين اسم أي عمود.',
  column: (place: number) => `العمود ${place}`,
  namelessColumn: (place: number) =>
    `العمود ${place} بلا اسم لكنه يحتوي على هذه القيمة. يُسمَّى العمود أو يُحذف. إذا كان يرقّم الصفوف، فيُحفظ الملف من دونه: ${isolate('index=False')} في pandas، و${isolate('row.names = FALSE')} في R.`,
  indexColumn: (name: string) =>
    ` قد يكون «${isolate(name)}» الاسم الذي يعطيه pandas أو R لعمود بلا اسم. إذا كان يرقّم الصفوف، فيُحذف أو يُحفظ الملف من دونه: ${isolate('index=False')} في pandas، و${isolate('row.names = FALSE')} في R.`,
  unmended: (column: string) =>
    `ما زال العمود ${isolate(column)} يذكر خطأ جعل الصف غير مقروء. يُصحَّح الصف، وتُفرَّغ خليته في ${isolate(column)}.`,
  cut: 'ينتهي الملف هنا من دون نهاية سطر، والأرجح أنه مبتور. يُرسل الملف كاملًا.',
  sameColumn: (first: string, second: string, name: string) =>
    `يشير كل من «${isolate(first)}» و«${isolate(second)}» إلى العمود ${isolate(name)}.`,
  sameName: (first: number, second: number) => `للعمودين ${first} و${second} الاسم نفسه.`,
  empty: 'الملف فارغ: ليس فيه صف عناوين.',
  notJson: (beginning: string) =>
    `يبدأ الملف بـ «${isolate(beginning)}»، فهو ليس JSON. إذا كان جدولًا، فيُرسل مع Content-Type: text/csv.`,
  foreign: ([format, cure]: readonly [string, string]) => `هذا ${format}، وليس جدولًا نصيًا. ${cure}`,
  /** Each format with what to do instead. */
  formats: {
    zip: ['مصنف Excel أو أرشيف zip آخر', 'يُحفظ الجدول بصيغة CSV UTF-8.'],
    ods: ['جدول بيانات OpenDocument (.ods)', 'يُحفظ الجدول بصيغة CSV UTF-8.'],
    xls: [`مصنف Excel قديم (${isolate('.xls')}) أو مصنف مشفّر`, 'يُحفظ الجدول بصيغة CSV UTF-8.'],
    gzip: ['أرشيف gzip', 'يُفك ضغطه، أو يُرسل مع Content-Encoding: gzip.'],
    pdf: ['مستند PDF', 'يُحفظ الجدول بصيغة CSV UTF-8.'],
    parquet: ['ملف Parquet', 'يُحفظ الجدول بصيغة CSV UTF-8.'],
    json: ['ملف JSON', 'يُرسل مع Content-Type: application/json.'],
    geojson: ['ملف GeoJSON', 'يُرسل مع Content-Type: application/json.'],
    ndjson: ['ملف NDJSON في كل سطر منه سجل JSON', 'يُرسل مع Content-Type: application/x-ndjson.'],
    html: ['مستند HTML', 'يُحفظ الجدول بصيغة CSV UTF-8. ربما كان ما نُزِّل صفحة لتسجيل الدخول لا الملف المطلوب.'],
    xml: ['ملف XML', 'يُحفظ الجدول بصيغة CSV UTF-8.'],
  } satisfies Readonly<Record<string, readonly [string, string]>>,
  delimiter: (delimiter: string) =>
    `يذكر السطر الأول أن الفاصل هو ${isolate(delimiter)}؛ والفواصل المقبولة هي الفاصلة والفاصلة المنقوطة وعلامة الجدولة (Tab).`,
  rowSize: (max: number) =>
    `يزيد طول الصف على ${characterCount(max)}. هل بقيت علامة اقتباس غير مغلقة؟ لم يُقرأ الباقي.`,
}

const listNames = (names: readonly string[], max = 50): string =>
  names.length > max ? `${listCodes(names.slice(0, max))}، …` : listCodes(names)

/** Faults of workbooks. */
const workbooks = {
  damaged: 'المصنف تالف أو ناقص. يُفتح في برنامج جداول بيانات، ثم يُحفظ ويُرسل من جديد.',
  xml: (error: string) =>
    `المصنف تالف: ${isolate(error.slice(0, 150))} يُفتح في برنامج جداول بيانات، ثم يُحفظ ويُرسل من جديد.`,
  encrypted: 'المصنف مشفّر. يُحفظ من دون كلمة مرور.',
  unpacked: (size: number, limit: number) =>
    `حجم جزء من المصنف بعد فك الضغط ${number(size)} بايت، والحد الأقصى ${number(limit)} بايت. تُحفظ الورقة بصيغة CSV UTF-8.`,
  texts: (bytes: number, count: number) =>
    `يزيد حجم النصوص في المصنف على ${number(bytes)} بايت، أو يزيد عددها على ${number(count)}. تُحفظ الورقة بصيغة CSV UTF-8.`,
  token: 'في المصنف نص يزيد حجمه على 8 ميغابايت.',
  merges: (max: number) => `يزيد عدد نطاقات الخلايا المدمجة في الورقة على ${number(max)}. يُرجى إلغاء دمجها.`,
  noWorkbook: 'الملف أرشيف zip لا يحتوي على مصنف. يُفك ضغطه ويُرسل الجدول الموجود فيه.',
  noWorkbookSheets: 'الأوراق خاصة بالمصنفات. يُحذف المعامل sheet.',
  noSheets: 'لا توجد في المصنف ورقة فيها خلايا.',
  noSheet: (name: string, names: readonly string[]) =>
    names.length === 1
      ? `لا توجد ورقة باسم «${isolate(name)}». الورقة الوحيدة هي ${listCodes(names)}.`
      : `لا توجد ورقة باسم «${isolate(name)}». الأوراق هي: ${listNames(names)}.`,
  emptySheet: (name: string, others: readonly string[]) =>
    `الورقة ${isolate(name)} فارغة.${others.length > 0 ? ` لقراءة ورقة أخرى، يُضاف sheet=NAME: ${listNames(others)}.` : ''}`,
  foreign: {
    xls: `الملف مصنف Excel قديم (${isolate('.xls')}). يُحفظ بصيغة Excel (.xlsx) أو CSV UTF-8.`,
    encrypted: 'المصنف محمي بكلمة مرور. يُحفظ من دون كلمة مرور.',
    xlsb: `الملف مصنف Excel ثنائي (${isolate('.xlsb')}). يُحفظ بصيغة Excel (.xlsx) أو CSV UTF-8.`,
    ods: 'الملف جدول بيانات OpenDocument (.ods). يُحفظ بصيغة Excel (.xlsx) أو CSV UTF-8.',
    numbers: 'الملف جدول بيانات Numbers. يُصدَّر بصيغة Excel (.xlsx) أو CSV.',
    docx: 'الملف مستند Word. يُنسخ جدوله إلى جدول بيانات ويُحفظ بصيغة Excel (.xlsx).',
    pptx: 'الملف عرض تقديمي. يُنسخ جدوله إلى جدول بيانات ويُحفظ بصيغة Excel (.xlsx).',
    other: 'الملف ليس مصنف Excel (.xlsx). يُرسل CSV بنوع text/csv.',
  },
  formula: 'ليست للمعادلة نتيجة محفوظة. يُفتح المصنف في برنامج جداول بيانات ويُحفظ.',
  errorValue: (value: string) =>
    `تعرض الخلية الخطأ ${isolate(value)}. تُصحَّح معادلتها، أو تُفرَّغ الخلية إذا كانت القيمة غير معروفة.`,
  merged: (range: string) =>
    `الخلايا ${isolate(range)} مدمجة، فلا يتضح هل القيمة لكل منها أم للأولى وحدها. يُلغى دمجها وتُملأ كل خلية.`,
  mergedHeader: (range: string) =>
    `الخلايا ${isolate(range)} مدمجة. يجب أن يكون للعناوين صف واحد فيه اسم لكل عمود: يُلغى دمج الخلايا، وتُحذف الصفوف التي تسبق صف العناوين.`,
  titleRow: (title: string, line: number) =>
    `ليس في الصف الأول سوى «${isolate(title)}»؛ ويبدو أن صف العناوين هو الصف ${line}. تُحذف الصفوف التي تسبقه.`,
  beyondHeader: 'ليس لهذا العمود اسم في صف العناوين. يُسمَّى العمود أو تُفرَّغ الخلية.',
  rowSize: (max: number) => `يزيد طول الصف على ${characterCount(max)}.`,
}

/** Errors of the parameters of a URL; the name of the parameter goes before them. */
const parameters = {
  once: 'لا يُذكر إلا مرة واحدة.',
  onceAs: (values: readonly string[]) => `لا يُذكر إلا مرة واحدة، بإحدى القيم التالية: ${listCodes(values)}.`,
  oneOf: (values: readonly string[]) => `يجب أن تكون القيمة إحدى القيم التالية: ${listCodes(values)}.`,
  noneKnown: ' لا يقبل هذا العنوان أي معامل.',
  known: (names: readonly string[]) => ` الأسماء المعروفة هي: ${listCodes(names)}.`,
  unknown: (name: string) => `لا يوجد معامل باسم «${isolate(name)}».`,
  use: (query: string) => `يُستخدم ${isolate(query)}.`,
  /** What else to do instead of a parameter of other services. */
  hints: {
    nextPage: `في كل رد رابط إلى الصفحة التالية: ${isolate('Link: <…>; rel="next"')}، وقيمة cursor فيه تقود إليها.`,
    several: 'تُفصل القيم المتعددة بفواصل لاتينية (,).',
    repeat: 'يُكرَّر المعامل لذكر عدة قيم.',
    yearMissing: (query: string) => `يجب ذكر السنة أيضًا، مثل ${isolate(query)}.`,
    exactly: (number: string) => `لطلب هذا العدد بالضبط، يُضاف ${isolate(`max_deaths=${number}`)}.`,
    format: (path: string) =>
      `لاحقة العنوان هي التي تحدد الصيغة: يُستخدم ${isolate(path)}، مع إبقاء المعاملات الأخرى كما هي.`,
    record: (id: string) => `لكل سجل عنوانه الخاص: ${isolate(`/incidents/${id}.json`)}.`,
    token: `لا تتطلب السجلات المنشورة مفتاحًا. يوضع رمز الدخول في ترويسة، لا في عنوان أبدًا: ${isolate('Authorization: Bearer sitrep_…')}.`,
  },
  maxValues: (max: number) => `الحد الأقصى لعدد القيم هو ${max}.`,
  valueMissing: (name: string, values: readonly string[]) =>
    `تنقص قيمة بجانب الفاصلة؛ ${values.length > 0 ? `يُكتب ${isolate(`${name}=${values.join(',')}`)}` : 'تُكتب قيمة أو تُحذف الفاصلة'}.`,
  maxWords: (max: number) => `الحد الأقصى لعدد الكلمات هو ${max}.`,
  code: (value: string, nearest: string) =>
    `القيمة ${isolate(value)} غير معروفة. هل المقصود ${isolate(nearest)}؟`,
  group: (value: string, query: string, codes: readonly string[]) =>
    `القيمة ${isolate(value)} غير معروفة. يُستخدم ${isolate(query)}، ويشمل ${listCodes(codes)}.`,
  meant: (value: string, queries: readonly string[]) =>
    `القيمة ${isolate(value)} غير معروفة. يُستخدم ${orCodes(queries)}.`,
  otherFilter: (value: string, filters: readonly string[], code: string) =>
    `القيمة ${isolate(value)} رمز من رموز ${filters.map(isolate).join(' ومن رموز ')}. يُستخدم ${orCodes(filters.map((filter) => `${filter}=${code}`))}.`,
  codeAmong: (value: string, codes: readonly string[]) =>
    `القيمة ${isolate(value)} غير معروفة. تُستخدم إحدى القيم التالية: ${listCodes(codes)}.`,
  codeInCodebook: (value: string) => `القيمة ${isolate(value)} غير معروفة. ترد الرموز في دليل الرموز.`,
  slug: (value: string) =>
    `القيمة ${isolate(value)} ليست اسمًا قصيرًا من أحرف لاتينية صغيرة وأرقام و${isolate('-')} و${isolate('_')}.`,
  mustBeSlug: `يجب أن يكون اسمًا قصيرًا من أحرف لاتينية صغيرة وأرقام و${isolate('-')} و${isolate('_')}.`,
  day: (value: string, name: string, days: readonly string[]) =>
    `القيمة ${isolate(value)} ليست يومًا ولا شهرًا ولا سنة؛ يُكتب ${days.length === 0 ? isolate(`${name}=2022-01-05`) : orCodes(days.map((day) => `${name}=${day}`))}.`,
  count: (value: string) => `القيمة ${isolate(value)} ليست عددًا صحيحًا يبدأ من 0.`,
  box: (value: string, box = '38,29,49,38') =>
    `القيمة ${isolate(value)} ليست أربعة أعداد بالدرجات بالترتيب التالي: الغرب، الجنوب، الشرق، الشمال، على ألا يتجاوز الجنوب الشمال؛ يُكتب ${isolate(`bbox=${box}`)}.`,
  circle: (value: string, circle = '33.3,44.4,25') =>
    `القيمة ${isolate(value)} ليست خط عرض وخط طول ومسافة بالكيلومترات بهذا الترتيب؛ يُكتب ${isolate(`near=${circle}`)}.`,
  noWord: (value: string) => `ليس في ${isolate(value)} أي كلمة.`,
  column: (value: string) => `لا يوجد عمود باسم ${isolate(value)}.`,
  columnTwice: 'يُذكر كل عمود مرة واحدة.',
  dimension: (value: string) => `لا يمكن عدّ السجلات بحسب ${isolate(value)}.`,
  timeSteps: (steps: readonly string[]) =>
    `لا يُقبل إلا تقسيم زمني واحد، وقد ذُكر هنا ${steps.length}: ${listCodes(steps)}.`,
  maxColumns: (max: number) => `الحد الأقصى لعدد الأعمدة هو ${max}، ومعها تقسيم زمني واحد.`,
  flag: (value: string, name: string, isYes: boolean) =>
    `القيمة ${isolate(value)} ليست true ولا false؛ ${isYes ? `يُكتب ${isolate(`${name}=true`)}` : `يُحذف ${isolate(name)} إذا كان المقصود false`}.`,
  commit: (value: string) => `القيمة ${isolate(value)} ليست رقم إصدار. يُحذف commit للحصول على أحدث إصدار.`,
  time: (value: string, day = '2022-02-01') =>
    `القيمة ${isolate(value)} ليست وقتًا؛ يُكتب ${isolate(`as_of=${day}T00:00:00Z`)}.`,
  schema: (value: string) => `القيمة ${isolate(value)} ليست نسخة من مخطط البيانات.`,
  profile: (value: string, profiles: readonly string[]) =>
    `لا يوجد هنا تنسيق أعمدة باسم ${isolate(value)}؛ والتنسيقات هي: ${listCodes(profiles)}.`,
  sort: (value: string, sorts: readonly string[]) =>
    `لا يوجد ترتيب باسم ${isolate(value)}؛ وطرق الترتيب هي: ${listCodes(sorts)}.`,
  sortById: 'القوائم مرتبة بحسب المعرّف أصلًا. يُحذف sort.',
  limit: 'يجب أن تكون القيمة عددًا صحيحًا من 0 إلى 10000. للحصول على جميع السجلات، يُحذف limit من عنوان الملف.',
  cursor: 'يجب أن تكون القيمة هي cursor من رد سابق.',
  encoding: (label: string, hint: string) => `لا يوجد ترميز باسم «${isolate(label)}».${hint}`,
  encodingExamples: ' من الأمثلة: utf-8 وwindows-1252 وwindows-1256 وwindows-1251 وgb18030.',
  reason: 'يجب أن يكون نصًا من 1 إلى 2000 حرف.',
  confirm: 'يجب أن تكون القيمة عدد السجلات الذي أظهره التشغيل التجريبي.',
  sheet: 'يجب أن تكون القيمة اسم ورقة في المصنف.',
  nullValues: (max: number) => `الحد الأقصى لعدد النصوص هو ${max}، وتُفصل بفواصل لاتينية (,).`,
  neededForRetract: 'هذا المعامل مطلوب مع missing=retract.',
  conflicts: {
    asOf: 'لا يمكن الجمع بين commit وas_of.',
    fields: (profile: string) => `لا يمكن الجمع بين fields و${isolate(`profile=${profile}`)}.`,
    labels: (profile: string) =>
      `لا يمكن الجمع بين labels و${isolate(`profile=${profile}`)}: ففي هذا التنسيق رموز.`,
    lang: `يحدد ${isolate('lang')} لغة التسميات. يُضاف ${isolate('labels=true')}، أو يُحذف ${isolate('lang')}.`,
    to: 'تاريخ to يسبق تاريخ from.',
    maxDeaths: 'قيمة max_deaths أصغر من قيمة min_deaths.',
    count: 'يعدّ limit=0 سجلات جميع الصفحات. يُحذف cursor.',
    cursor: (sort: string | undefined) =>
      `قيمة cursor من صفحة بترتيب آخر. ${sort === undefined ? 'يُحذف sort' : `يُستخدم مع ${isolate(`sort=${sort}`)}`}، أو يُحذف cursor للبدء من الصفحة الأولى.`,
  },
}

/** Files that arrive in parts. */
const uploads = {
  noun: 'الملف المرسل على أجزاء',
  id: 'يجب أن تكون القيمة معرّف ملف مرسل على أجزاء.',
  part: 'يجب أن تكون القيمة رقم جزء، ابتداءً من 1.',
  sha256: `يجب أن تكون القيمة بصمة الجزء (${isolate('SHA-256')}) في 64 رقمًا ست عشريًا.`,
  partNumber: (parts: number) => `يجب أن تكون القيمة من 1 إلى ${parts}، وهو عدد أجزاء الملف.`,
  partLength: (part: number, length: number, received: number) =>
    `يجب أن يكون طول الجزء ${part} هو ${length} بايت، وقد وصل ${received}.`,
  digest: (part: number) => `وصل الجزء ${part} ببصمة مختلفة. يُرجى إرساله من جديد.`,
  tooManyParts: (max: number) => `عدد أجزاء الملف ${max} على الأكثر. يُرجى اختيار أجزاء أطول.`,
  missing: (count: number, parts: string) =>
    plural(count, {
      one: `لم يصل الجزء ${isolate(parts)}. يُرجى إرساله ثم الاستيراد من جديد.`,
      two: `لم يصل جزآن: ${isolate(parts)}. يُرجى إرسالهما ثم الاستيراد من جديد.`,
      few: `لم تصل # أجزاء: ${isolate(parts)}. يُرجى إرسالها ثم الاستيراد من جديد.`,
      many: `لم يصل # جزءًا: ${isolate(parts)}. يُرجى إرسالها ثم الاستيراد من جديد.`,
      other: `لم يصل # جزء: ${isolate(parts)}. يُرجى إرسالها ثم الاستيراد من جديد.`,
    }),
  imported: (id: string) => `استُورد هذا الملف من قبل: ${isolate(`/imports/${id}`)}.`,
}

/** Errors and results of an import. */
const imports = {
  statements:
    'يحتاج الملف إلى عمليات أكثر مما تسمح به قاعدة البيانات في طلب واحد. يُقسم إلى عدة ملفات، مع missing=keep.',
  rows: (max: number) =>
    `الحد الأقصى لعدد الصفوف في عملية استيراد واحدة هو ${max}. يُقسم الملف إلى عدة ملفات.`,
  duration: 'لا تستغرق عملية الاستيراد أكثر من ساعة. يُقسم الملف إلى عدة ملفات.',
  nothingMore: (detail: string) => `${detail} لم يُحفظ أكثر من ذلك.`,
  dryRun: 'تشغيل تجريبي: لم يُحفظ شيء.',
  guessed: (encoding: string, text: string) =>
    `لا يذكر الملف ترميزه، وقُرئ بترميز ${isolate(encoding)}، مثل «${isolate(text)}». إذا كان ذلك خطأ، فيُرسل من جديد مع ${isolate('encoding=')}، مثل encoding=windows-1251.`,
  equalTo: (line: number) => `مطابق للسطر ${line}`,
  heldBack: 'لم يُسحب أي سجل، لأن الصف الذي تعذرت قراءته قد يخص أي سجل.',
  failed: 'لم يُحفظ شيء، لأن في بعض الصفوف أخطاء.',
  unchanged: 'لم يُحفظ شيء: جميع الصفوف محفوظة من قبل.',
  nothing: 'لم يُحفظ شيء.',
  result: (created: number, updated: number, retracted: number, unchanged: number) =>
    `سجلات جديدة: ${created}، معدَّلة: ${updated}، مسحوبة: ${retracted}، بلا تغيير: ${unchanged}.`,
  confirm: (retracted: number, { isUncertain }: { readonly isUncertain: boolean }) =>
    `${isUncertain ? 'قد يخص صف مرفوض أي سجل، لذا لا يمكن الجزم بغياب أي سجل عن الملف. ' : ''}عدد السجلات التي ستُسحب: ${retracted}. يمكن تكرار التجربة، أو إرسال ${isolate(`confirm=${retracted}`)} إذا كان هذا صحيحًا. لم يُحفظ شيء.`,
  notEditable: 'لا يُسمح لكم بتعديل السجل الذي له هذا المرجع.',
  mappingUnused: (profile: string) =>
    `لا تُستخدم مطابقة الأعمدة إلا مع profile=mapping، لا مع ${isolate(profile)}. يُغيَّر التنسيق أو تُحذف المطابقة.`,
  referenceTwice: 'لصف آخر في هذا الملف المرجع نفسه.',
  notPublishable: (dataset: string) =>
    `لا يُسمح بنشر سجلات مجموعة البيانات ${isolate(dataset)}. يمكن لأحد المحررين السماح به عن طريق ${isolate(`PUT /datasets/${dataset}`)}.`,
}

/** Errors of a redaction. */
const redactionErrors = {
  noField: 'لا يوجد هذا الحقل في أي نسخة من السجل.',
  noText: 'لا يوجد هذا النص في أي نسخة من السجل.',
  exposesPlace: (revision: number) =>
    `في النسخة ${revision}: هذا الحقل يحجب بقية المكان عن العموم. تُزال الحقول المحجوبة بدلًا منه.`,
  requiredField: (revision: number, detail: string) =>
    `في النسخة ${revision}: ${detail} تُمحى نصوص داخل الحقل بدلًا من إزالته.`,
  otherField: (revision: number, detail: string) =>
    `في النسخة ${revision}: ${detail} يُزال الحقل كاملًا بدلًا من محو جزء منه، أو يُمحى منه قدر أكبر.`,
}

/** Places that still contain an erased word after a redaction. */
const redactionRemains = {
  dataset: 'ما زال وصف مجموعة البيانات هذه يحتوي على نص مُحي. يُرجى تعديله.',
  past: 'ما زال وصف سابق لمجموعة البيانات هذه، وملفات نُزِّلت حينها، تحتوي على نص مُحي.',
  token: 'ما زال اسم رمز الدخول هذا يحتوي على نص مُحي. يُلغى ويُنشأ غيره.',
  remark: 'ما زال تعليق أو سؤال أو جواب عن هذا السجل يحتوي على نص مُحي. يُمحى هناك أيضًا.',
  addresses: (count: number) =>
    `ما زال نص مُحي ظاهرًا في قائمة التغييرات، في ${plural(count, {
      one: 'عنوان ملف واحد',
      two: 'عنواني ملفين',
      few: '# عناوين ملفات',
      many: '# عنوان ملف',
      other: '# عنوان ملف',
    })}.`,
}

const restoredMergeNote = 'يحتفظ السجل الآخر بالتفاصيل التي أخذها من هذا السجل. يُرجى تعديله إذا كانت لا تخصه.'

/** The parts that several pages share. */
const common = {
  unknown: 'غير معروف',
  notStated: 'غير مذكور',
  /** Between a name and its value. */
  according: <T>(sources: T) => ['بحسب ', sources],
  revision: (revision: number) => `النسخة ${revision}`,
  versionOf: (commit: number, date: string) => `الإصدار ${number(commit)}، ${date}`,
  score: outOf100,
  /** Between alternatives or parts of one cell. */
  separator: '، ',
  /** Between clauses of one sentence. */
  clauseSeparator: '؛ ',
  history: 'تاريخ التعديلات',
  json: 'JSON',
  /** The roles of tokens. */
  roles: { contributor: 'مساهم', editor: 'محرر', admin: 'مدير' } as Readonly<Record<string, string>>,
  untitled: 'حادثة بلا عنوان',
  /** The headings of tables and lists of incidents. */
  fields: {
    date: 'التاريخ',
    incident: 'الحادثة',
    place: 'المكان',
    kind: 'النوع',
    outcome: 'النتيجة',
    deaths: 'القتلى',
    dataset: 'مجموعة البيانات',
    warnings: 'التنبيهات',
    field: 'الحقل',
    reason: 'السبب',
    source: 'المصدر',
  },
}

/** What happened, in the words of people who are no experts; each type and specific type of event has its own. */
const kinds = {
  shelling: 'هجوم بالصواريخ أو قذائف الهاون أو المدفعية',
  air_strike: 'غارة جوية بطائرة حربية أو مروحية',
  drone_strike: 'هجوم بطائرة مسيّرة',
  explosive_device: 'سيارة مفخخة أو عبوة ناسفة أو لغم',
  suicide_bombing: 'تفجير انتحاري',
  grenade: 'قنبلة يدوية',
  chemical: 'هجوم كيميائي',
  strike_unspecified: 'ضربة أو انفجار لا تُعرف وسيلته',
  remote_violence: 'هجوم آخر بالمتفجرات أو عن بُعد',
  armed_clash: 'إطلاق نار أو اشتباك بين مسلحين',
  government_regains_territory: 'استعادة الدولة موقعًا بالقتال',
  non_state_overtakes_territory: 'سيطرة جماعة مسلحة على موقع بالقتال',
  battle: 'معركة أخرى',
  attack: 'قتل أشخاص عُزَّل أو إطلاق النار عليهم أو ضربهم',
  abduction: 'خطف أو اختفاء قسري',
  sexual_violence: 'اغتصاب أو عنف جنسي آخر',
  violence_against_civilians: 'عنف آخر ضد المدنيين',
  peaceful_protest: 'احتجاج سلمي',
  protest_with_intervention: 'احتجاج تعرّض لهجوم أو جرى تفريقه',
  excessive_force_against_protesters: 'إطلاق النار على محتجين أو قتلهم',
  violent_demonstration: 'احتجاج عنيف',
  mob_violence: 'عنف من حشد',
  unrest: 'احتجاج آخر أو أعمال شغب',
  weapons_found: 'العثور على أسلحة أو عبوة قبل استخدامها',
  plot_foiled: 'إحباط هجوم',
  disrupted: 'هجوم آخر أُوقف قبل أن يبدأ',
  arrests: 'اعتقالات',
  looting: 'نهب ممتلكات أو تخريبها',
  agreement: 'وقف إطلاق نار أو اتفاق أو محادثات',
  non_violent_transfer: 'انتقال السيطرة على موقع دون قتال',
  base_established: 'قاعدة جديدة',
  change_to_group: 'تشكُّل جماعة مسلحة أو انقسامها أو انتقالها',
  strategic_other: 'تطور مهم آخر',
  strategic: 'تطور مهم غير محدد',
  unspecified: 'استُخدمت القوة، ولا يُعرف كيف',
  other: 'شيء آخر',
}

export const ar: Messages = {
  language: { code: 'ar', direction: 'rtl', name: 'العربية' },
  number,
  compare,
  translate: createTranslate(schemaTexts, countries),
  common,
  acts,
  problems,
  requests,
  fields,
  tables,
  workbooks,
  parameters,
  imports,
  uploads,
  mappings,
  redactionErrors,
  redactionRemains,
  restoredMergeNote,

  dates: {
    /** A day, a month or a year; `month` has two digits. */
    point: ({
      year,
      month: m,
      day,
    }: {
      year: string
      month?: string | undefined
      day?: string | undefined
    }) =>
      [day === undefined ? undefined : Number(day), m === undefined ? undefined : (month(m) ?? m), year]
        .filter((part) => part !== undefined)
        .join(' '),
    time: (date: string, time: string, zone: string) =>
      `${date}، الساعة ${time}${zone && ` ${isolate(zone)}`}`,
    about: (date: string) => `نحو ${date}`,
    dayParts: {
      dawn: 'فجرًا',
      morning: 'صباحًا',
      noon: 'ظهرًا',
      afternoon: 'بعد الظهر',
      evening: 'مساءً',
      night: 'ليلًا',
      midnight: 'عند منتصف الليل',
    },
    portions: { early: 'في وقت مبكر', late: 'في وقت متأخر' },
    dayTime: (part: string, portion: string | undefined) =>
      portion === undefined ? part : `${portion} ${part}`,
    uncertain: (date: string) => `${date} (غير مؤكد)`,
    once: (from: string, to: string) => `مرة واحدة، بين ${from} و${to}`,
    lasting: (from: string, to: string) => `من ${from} إلى ${to}`,
  },

  estimates: {
    range: (low: string, high: string) => `من ${low} إلى ${high}`,
    atLeast: (low: string) => `${low} على الأقل`,
    atMost: (high: string) => `${high} على الأكثر`,
    best: (best: string, range: string) => `${best} (${range})`,
    noneReported: 'لا يوجد، بحسب المصادر',
    reported: {
      none: 'أفادت المصادر بعدم سقوط قتلى أو جرحى.',
      some: 'أفادت المصادر بسقوط قتلى أو جرحى.',
      unknown: 'لا يُعرف ما إذا كان قد سقط قتلى أو جرحى.',
      unstated: 'لا يذكر السجل ما إذا كان قد سقط قتلى أو جرحى.',
    } as Readonly<Record<string, string>>,
  },

  layout: {
    site: 'Sitrep',
    title: (page: string, site: string) => `${page} – ${site}`,
    skip: 'الانتقال إلى المحتوى',
    navigation: 'القائمة الرئيسية',
    entries: {
      incidents: 'الحوادث',
      datasets: 'مجموعات البيانات',
      submit: 'تقديم بلاغ',
      imports: 'الاستيراد',
      codebook: 'دليل الرموز',
      unpublished: 'غير المنشورة',
      own: 'بلاغاتي',
      queue: 'قائمة المراجعة',
      duplicates: 'التكرارات المحتملة',
      admin: 'الإدارة',
    },
    signIn: 'تسجيل الدخول',
    signOut: 'تسجيل الخروج',
    languages: 'اللغة',
    sessionExpired: 'انتهت الجلسة لأن رمز الدخول لم يعد صالحًا.',
    about: <T>(codebook: Element<T>, reference: Element<T>) => [
      'Sitrep قاعدة بيانات لحوادث النزاعات المسلحة كما أوردتها مصادرها. وما لا يذكره أي مصدر يبقى غير معروف. جميع الحقول معرَّفة في ',
      codebook('دليل الرموز'),
      '، وجميع العناوين في ',
      reference('مرجع واجهة البرمجة'),
      '.',
    ],
  },

  home: {
    description: 'قاعدة بيانات لحوادث النزاعات المسلحة: للتصفح والتنزيل وتقديم البلاغات.',
    title: 'حوادث النزاعات المسلحة كما أوردتها مصادرها',
    lead: 'راصدون يبلّغون عن الحوادث، ومحررون يتحققون منها، وباحثون ينزّلون بياناتها. نسجّل من قال ماذا، ولا نخلط أبدًا بين «غير معروف» و«صفر».',
    count: <T>(published: number, version: string, strong: Element<T>) => [
      strong(
        plural(published, {
          zero: 'لا حوادث منشورة',
          one: 'حادثة منشورة واحدة',
          two: 'حادثتان منشورتان',
          few: '# حوادث منشورة',
          other: '# حادثة منشورة',
        }),
      ),
      ` (${version}).`,
    ],
    version: (commit: number, date: string) => `الإصدار ${number(commit)}، ${date}`,
    nothing: 'لم تُنشر أي حادثة بعد.',
    all: (published: number) => `جميع الحوادث (${number(published)})`,
    list: 'جميع الحوادث، مع مرشِّحات',
    download: {
      title: 'التنزيل',
      file: <T>(link: T, description: string) => [link, `: ${description}`],
      everyList: <T>(example: T) => [
        `يمكن تنزيل أي قائمة: يُضاف ${isolate('.csv')} (أو امتداد آخر) إلى عنوانها وتبقى المرشِّحات كما هي، مثل `,
        example,
        '. وتذكر ترويسات كل ملف عدد صفوفه ورقم إصداره.',
      ],
      types: `لا يحدد CSV أنواع القيم، والبرامج التي تخمّنها من الصفوف الأولى تغيّر القيم النادرة أو المتأخرة. يُنصح بتحديد الأنواع، أو بجعل البرنامج يقرأ جميع الصفوف (${isolate('guess_max = Inf')} في readr، و ${isolate('guess_max = 1048576')} في readxl، و ${isolate('sample_size = -1')} في DuckDB)، أو باستخدام Parquet.`,
      reading: (language: string) => `قراءة الملف في ${isolate(language)}`,
    },
    filing: {
      title: 'تقديم بلاغ',
      form: <T>(form: Element<T>) => ['يُقدَّم البلاغ عبر ', form('النموذج'), '، وهو يعمل دون JavaScript.'],
      open: 'تقديم البلاغات متاح للجميع، ويراجع محررٌ كل بلاغ قبل نشره.',
      closed: 'يتطلب تقديم البلاغات هنا رمز دخول، ويُطلب من القائمين على الموقع.',
      json: 'البرامج ترسل JSON. أبسط سجل مقبول:',
      command: 'إرسال سجل بأداة curl',
      errors: <T>(codebook: Element<T>) => [
        'إذا رُفض سجل، ذكر الرد كل حقل فيه خطأ والقاعدة التي خالفها. جميع الحقول والرموز والقواعد معرَّفة في ',
        codebook('دليل الرموز'),
        '.',
      ],
    },
  },

  files: {
    csv: 'صف لكل حادثة',
    json: 'السجلات كاملة',
    ndjson: 'السجلات كاملة، سجل في كل سطر',
    geojson: 'نقاط للخرائط',
    parquet: 'أعمدة محددة الأنواع لبرامج DuckDB و Arrow وما يماثلها',
    xlsx: 'لبرنامجي Excel و LibreOffice',
    zip: 'جميع الجداول، مع دليل الرموز وصيغة الاستشهاد ونصوص برمجية لبرامج R و Python و Stata',
  },

  feed: {
    link: 'التغييرات في هذه القائمة (Atom)',
    title: (filters: string) =>
      filters === '' ? 'الحوادث: التغييرات' : `الحوادث: التغييرات (${isolate(filters)})`,
    kinds: {
      create: 'نشر',
      publish: 'نشر',
      update: 'تعديل',
      retract: 'سحب',
      restore: 'استعادة',
      merge: 'دمج',
      redact: 'حجب نهائي',
    },
    withoutRecord: (kind: string, id: string) => `${kind}: الحادثة ${isolate(id)}`,
    change: (kind: string, reason: string | null) =>
      reason === null ? `${kind}.` : `${kind}: ${isolate(reason)}`,
    fields: (pointers: readonly string[]) => `الحقول المعدَّلة: ${pointers.map(isolate).join('، ')}`,
  },
  list: {
    title: 'الحوادث',
    description: 'حوادث النزاعات المسلحة مع مرشِّحات، وكل قائمة قابلة للتنزيل.',
    count: (total: number) =>
      plural(total, {
        zero: 'لا حوادث',
        one: 'حادثة واحدة',
        two: 'حادثتان',
        few: '# حوادث',
        other: '# حادثة',
      }),
    table: 'جدول الحوادث',
    files: 'تنزيل هذه القائمة:',
    noMatch: 'لا توجد حادثة تطابق جميع هذه المرشِّحات.',
    clear: 'إزالة المرشِّحات',
    empty: 'لم تُنشر أي حادثة بعد.',
    pages: 'صفحات القائمة',
    first: 'الصفحة الأولى',
    next: 'الصفحة التالية',
  },

  desk: {
    kind: 'النوع',
    kinds: { incident: 'بلاغ', suggestion: 'تصحيح مقترح' },
    assignee: 'قيد المعالجة',
    assignees: { none: 'لدى لا أحد', me: 'لديّ', others: 'لدى محرر آخر' },
    filer: 'طريقة التقديم',
    filers: { public: 'دون رمز دخول', token: 'برمز دخول' },
    sort: 'الترتيب',
    sorts: {
      filed: 'الأقدم أولًا',
      '-filed': 'الأحدث أولًا',
      date: 'حسب تاريخ الحادثة، الأقدم أولًا',
      '-date': 'حسب تاريخ الحادثة، الأحدث أولًا',
      duplicates: 'الأرجح تكرارًا أولًا',
    },
    cut: (max: number) =>
      `ينتظر المراجعة أكثر من ${number(max)} مادة. يشمل هذا الترتيب أقدم ${number(max)} منها انتظارًا.`,
    take: 'تولّي المعالجة',
    takeOver: 'تولّيها بدلًا منه',
    keep: 'الاحتفاظ بها ساعة أخرى',
    release: 'ترك المعالجة',
    free: 'لا أحد يعالج هذه المادة الآن.',
    mine: <T>(since: T) => ['تعالجون هذه المادة منذ ', since, '.'],
    theirs: <T>(name: T, since: T) => [
      'يعالج هذه المادة ',
      name,
      ' منذ ',
      since,
      '. ويمكنكم اتخاذ القرار مع ذلك.',
    ],
    stock: 'سبب معتاد',
    noStock: 'لا شيء من هذه الأسباب',
    stockHelp: 'يُضاف بعده ما تكتبونه أدناه.',
    reasons: {
      publish: ['المصادر تؤيده.', 'أكدته عدة مصادر.', 'جرى التحقق منه في التقرير الأصلي.'],
      reject: [
        'لا يصف حادثة في نزاع مسلح.',
        'لا يؤيده أي مصدر.',
        'يصف سجل آخر الحادثة نفسها.',
        'المعلومات أقل من أن تُسجَّل.',
        'هو تجربة أو إعلان.',
      ],
      retract: ['المصادر لا تؤيده.', 'لم تقع الحادثة كما وُصفت.'],
      restore: ['كان القرار السابق خطأ.', 'تؤيده مصادر جديدة.'],
    },
    keys: 'الأرقام مفاتيح وصول: تُضغط مع Alt، وفي Firefox مع Alt وShift، وعلى أجهزة Mac مع Control وOption.',
    compare: 'المقارنة والدمج',
    doneMany: (status: string, count: number) =>
      `${status}: ${plural(count, { zero: 'لا بلاغات', one: 'بلاغ واحد', two: 'بلاغان', few: '# بلاغات', many: '# بلاغًا', other: '# بلاغ' })}`,
    accepted: 'قُبل التصحيح',
    declined: 'رُفض التصحيح',
    approved: 'اعتُمد، وعلى محرر آخر نشره',
    undo: 'تراجع',
    undoReason: 'جرى التراجع عن القرار.',
    reason: 'سبب القرار',
    all: (max: number) => `جميع البلاغات المطابقة للمرشِّحات في كل الصفحات، بحد أقصى ${max}`,
    rehearse: { publish: 'نشر…', reject: 'رفض…' },
    manyTitle: { publish: 'نشر بلاغات', reject: 'رفض بلاغات', restore: 'استعادة بلاغات' },
    manyLead: 'لم يتغير شيء بعد. يشمل القرار البلاغات المؤشَّر عليها، في تغيير واحد.',
    hasMore: (max: number) => `توجد بلاغات مطابقة أخرى. هذه أول ${max} منها.`,
    ready: (count: number) =>
      plural(count, {
        zero: 'لا بلاغات يمكن البت فيها',
        one: 'بلاغ واحد يمكن البت فيه',
        two: 'بلاغان يمكن البت فيهما',
        few: '# بلاغات يمكن البت فيها',
        many: '# بلاغًا يمكن البت فيها',
        other: '# بلاغ يمكن البت فيها',
      }),
    kept: (count: number) =>
      plural(count, {
        zero: 'لا بلاغات تبقى كما هي',
        one: 'بلاغ واحد يبقى كما هو',
        two: 'بلاغان يبقيان كما هما',
        few: '# بلاغات تبقى كما هي',
        many: '# بلاغًا تبقى كما هي',
        other: '# بلاغ تبقى كما هي',
      }),
    none: 'لا يوجد بلاغ يمكن البت فيه.',
    confirm: {
      publish: 'نشر البلاغات المؤشَّر عليها',
      reject: 'رفض البلاغات المؤشَّر عليها',
      restore: 'استعادة البلاغات المؤشَّر عليها',
    },
    back: 'العودة إلى قائمة المراجعة',
    unknownRecord: 'سجل غير معروف',
    causes: {
      missing: 'هذا البلاغ غير موجود.',
      stale: 'غيّره أحد منذ أن اطلعتم عليه. انظروا إليه من جديد.',
      status: 'حالته لا تسمح بهذا القرار: بتّ فيه شخص آخر.',
      dataset: 'مجموعة بياناته ليست للنشر.',
      reference: 'لسجل آخر في مجموعة البيانات المرجع نفسه.',
      rules: 'يخالف بعض القواعد.',
      second_editor: 'جزء من مكانه محجوب، لذا يتطلب نشره محررَين. يُعتمد في صفحته، أو يُطلب ذلك من محرر آخر.',
    },
  },

  filters: {
    title: 'المرشِّحات',
    search: 'بحث',
    from: 'من تاريخ',
    to: 'إلى تاريخ',
    sort: 'الترتيب',
    byId: 'بحسب المعرّف',
    show: 'عرض',
    apply: 'تطبيق المرشِّحات',
    any: 'الكل',
    active: 'المرشِّحات المستخدمة',
    value: (title: string, value: string) => `${title}: ${isolate(value)}`,
    remove: 'إزالة',
    removeLabel: (title: string) => `إزالة المرشِّح: ${title}`,
    clear: 'إزالة الكل',
    country: 'البلد (رمزه)',
    eventType: 'نوع الحادثة',
    withWarnings: 'مع تنبيهات',
    withoutWarnings: 'دون تنبيهات',
  },

  incident: {
    date: 'التاريخ',
    kind: 'نوع الحادثة',
    asWritten: <T>(date: T) => ['كما كُتب: ', date],
    precision: (precision: string) => `الدقة: ${precision}`,
    summary: 'الملخص',
    noSummary: 'لا ملخص لهذه الحادثة.',
    location: 'الموقع',
    launchedFrom: 'مكان الإطلاق',
    countryNotStated: 'البلد غير مذكور',
    withheld: 'محجوب.',
    actors: 'الأطراف',
    nameUnknown: 'الاسم غير معروف',
    together: 'بالاشتراك مع ',
    roleNotStated: 'الدور غير مذكور',
    targets: 'الأهداف',
    notNamed: 'دون اسم',
    weapons: {
      title: 'الأسلحة',
      table: 'جدول الأسلحة',
      kind: 'النوع',
      model: 'الطراز',
      kindNotStated: 'النوع غير مذكور',
      help: 'كل عدد هو كما أورده مصدره. وقد لا تتطابق مجاميع الأعداد إذا اختلفت مصادرها.',
    },
    casualties: {
      title: 'القتلى والجرحى',
      table: 'جدول القتلى والجرحى',
      deaths: 'القتلى',
      injuries: 'الجرحى',
      low: 'الأدنى',
      best: 'الأرجح',
      high: 'الأعلى',
      all: 'المجموع',
      groupNotStated: 'الفئة غير مذكورة',
    },
    damage: 'الأضرار',
    claims: {
      title: 'إعلانات المسؤولية',
      claim: <T>(by: T) => ['إعلان مسؤولية من ', by, '.'],
      unnamed: 'متحدث لم يُذكر اسمه',
      medium: 'الوسيلة:',
      status: 'الحالة:',
    },
    attributions: {
      title: 'نسبة المسؤولية',
      attribution: <T>(by: T, to: T, isSuspected: boolean) => [
        'بحسب ',
        by,
        isSuspected ? '، يُشتبه في أن المسؤولية تقع على ' : '، تقع المسؤولية على ',
        to,
        '.',
      ],
      unnamed: 'متحدث لم يُذكر اسمه',
      unnamedParty: 'طرف لم يُذكر اسمه',
      confidence: 'درجة اليقين:',
    },
    links: {
      title: 'حوادث مرتبطة',
      responds_to: { forward: 'هذه الحادثة ردٌّ على', backward: 'جاء الرد عليها في' },
      follows: { forward: 'جاءت هذه الحادثة بعد', backward: 'جاءت بعدها' },
      possible_motive: {
        forward: 'دافع محتمل لهذه الحادثة',
        backward: 'هذه الحادثة دافع محتمل لما يلي',
      },
      same_event: { forward: 'الحادثة نفسها', backward: 'الحادثة نفسها' },
      related: { forward: 'حادثة ذات صلة', backward: 'حادثة ذات صلة' },
      link: <T>(label: string, target: T) => [`${label}: `, target],
      by: <T>(name: T) => [' – بحسب ', name],
      byUnknown: 'المصدر غير مذكور',
      notHere: '(ليست في قاعدة البيانات هذه، أو غير منشورة)',
      backlinks: 'من سجلات أخرى',
    },
    sources: {
      title: 'المصادر',
      unnamed: 'مصدر دون اسم',
      admiralty: <T>(code: T) => ['رمز Admiralty: ', code],
      reliability: 'موثوقية المصدر:',
      credibility: 'مصداقية المعلومة:',
      saidBy: <T>(name: T) => ['القائل: ', name],
    },
    external: { title: 'من مجموعة بيانات أخرى', columns: 'أعمدتها الأخرى' },
    notes: 'ملاحظات للمحررين',
    publicView: 'كما يراه العموم',
    warnings: { title: 'التنبيهات', help: 'قيم غير معتادة، لكنها قد تكون صحيحة:' },
    about: {
      title: 'عن هذا السجل',
      status: 'الحالة',
      id: 'المعرّف',
      dataset: 'مجموعة البيانات',
      reference: 'الرقم المرجعي',
      series: 'السلسلة',
      tags: 'الوسوم',
      revision: 'النسخة',
      commit: 'رقم الإصدار',
      created: 'تاريخ الإنشاء',
      updated: 'آخر تعديل',
      json: 'هذا السجل بصيغة JSON',
    },
    suggest: 'اقتراح تصحيح',
    past: (revision: number) => `هذه هي النسخة ${revision}، وليست النسخة الحالية.`,
    current: 'عرض النسخة الحالية',
    duplicates: 'قد تكون الحادثة نفسها',
  },

  history: {
    title: 'تاريخ التعديلات',
    pageTitle: (title: string) => `تاريخ التعديلات: ${isolate(title)}`,
    publicNote: 'يبدأ تاريخ التعديلات المتاح للعموم من أول نشر. ولا تُعرض أسماء المحررين.',
    table: 'جدول النسخ',
    revision: 'النسخة',
    when: 'الوقت',
    what: 'الإجراء',
    who: 'بواسطة',
    changed: 'الحقول المعدَّلة',
    more: (count: number) =>
      plural(count, {
        one: ' وحقل آخر',
        two: ' وحقلان آخران',
        few: ' و# حقول أخرى',
        many: ' و# حقلًا آخر',
        other: ' و# حقل آخر',
      }),
    compare: 'مقارنة',
    withStatus: (action: string, status: string) => `${action}، ${status}`,
    choice: (revision: number, day: string) => `النسخة ${revision}، ${isolate(day)}`,
    from: 'مقارنة النسخة',
    to: 'مع النسخة',
    show: 'عرض الفروق',
    pages: 'صفحات تاريخ التعديلات',
    later: 'النسخ اللاحقة',
    actions: {
      create: 'تقديم',
      update: 'تعديل',
      publish: 'نشر',
      reject: 'رفض',
      retract: 'سحب',
      restore: 'استعادة',
      merge: 'دمج',
      redact: 'حجب نهائي',
    },
  },

  comparison: {
    title: 'مقارنة',
    pageTitle: (title: string) => `مقارنة: ${isolate(title)}`,
    table: 'الفروق',
    same: 'لا توجد فروق.',
    all: 'جميع النسخ',
    revertTitle: (revision: number) => `الرجوع إلى النسخة ${revision}`,
    revertHelp: 'يصبح محتوى تلك النسخة هو النسخة التالية، وتُحفظ جميع النسخ. والسبب المكتوب هنا علني.',
    revert: 'الرجوع إلى هذه النسخة',
    revertReason: (revision: number) => `الرجوع إلى النسخة ${revision}.`,
  },

  redaction: {
    title: 'حجب نهائي',
    done: 'حُجب المحتوى نهائيًا من السجل.',
    filesFollow: 'الملفات التي تضمنته لم تعد متاحة، وستُحذف قريبًا.',
    explanation:
      'الحجب النهائي يزيل محتوى من جميع نسخ هذا السجل إزالة دائمة لا رجعة فيها. ويحذف كذلك ما اقتُرح من تصحيحات للسجل، والملفات المستوردة إلى مجموعة بياناته، والتنزيلات المخزَّنة مؤقتًا؛ أما عمليات الاستيراد الجارية فيجب إرسالها من جديد. والعناوين المثبَّتة التي تضمنت هذا المحتوى تفيد بأنه أُزيل. وهذه هي الطريقة الوحيدة لسحب مكان نُشر قبل حجبه.',
    erase: {
      label: 'نصوص للمحو',
      help: `نص في كل سطر، كما كُتب تمامًا. ويحل ${isolate('[redacted]')} محل كل نص.`,
    },
    remove: {
      label: 'حقول للإزالة',
      help: `مؤشر JSON Pointer في كل سطر، مثل ${isolate('/location/place')} أو ${isolate('/sources/1')}.`,
    },
    reason: { label: 'سبب الحجب', help: 'السبب علني.' },
    submit: 'حجب نهائي لا رجعة فيه',
  },

  submit: {
    title: 'تقديم بلاغ',
    titleWithErrors: 'لم يُرسل البلاغ: يُرجى تصحيحه',
    titleToConfirm: 'لم يُرسل البلاغ بعد: هل هذا صحيح؟',
    description: 'تقديم بلاغ عن حادثة في نزاع مسلح.',
    lead: 'يكفي ذكر ما تعرفونه، وكل ما لا تعرفونه يُترك فارغًا.',
    people: 'لا تُذكر أسماء الأشخاص إلا عند الضرورة، وفي الملخص فقط.',
    receipt: 'بعد الإرسال يظهر رابط لمتابعة البلاغ وتصحيحه.',
    privacy:
      'يرى المحررون بلاغكم ووقت وصوله. أما العموم فيرون يوم وصوله فقط، وذلك إذا نُشر البلاغ. ولا يُحفظ عنوانكم على الإنترنت (IP) ولا نوع متصفحكم، ولا يُدوَّنان في سجلات الخادم، ولذلك لا يستطيع القائمون على هذا الموقع البحث عن هوية المرسِل.',
    trap: 'يُترك هذا الحقل فارغًا',
    button: 'إرسال',
    complete: 'فتح النموذج بجميع حقوله',
    used: 'سبق أن أُرسل بلاغ من هذا النموذج بنص آخر. لم يُحفظ شيء الآن، وكل ما كتبتموه لا يزال هنا. لتقديمه بلاغًا إضافيًا يُرجى الإرسال مرة أخرى؛ ولتصحيح البلاغ الأول يُستخدم رابط إيصاله.',
    closed: {
      notice: 'لا يستقبل هذا الموقع بلاغات من العموم.',
      help: 'يُطلب رمز الدخول من القائمين على هذا الموقع. ويرسل البرنامج رمزه مع كل طلب. أبسط سجل مقبول:',
      command: 'إرسال سجل بأداة curl',
      codebook: <T>(codebook: Element<T>) => ['جميع الحقول معرَّفة في ', codebook('دليل الرموز'), '.'],
    },
  },

  form: {
    required: 'مطلوب',
    neededInEntry: 'مطلوب في كل عنصر',
    notStated: 'غير مذكور',
    choose: 'اختيار',
    date: `مثل ${isolate('2022-01-05')} أو ${isolate('2022-01')} أو ${isolate('2022')}.`,
    dateWords: 'ويمكن كتابته بالكلمات: مساء أمس، أوائل مارس، قبل ثلاثة أيام.',
    /** Texts about a date in words. */
    phrases: {
      understood: (
        text: string,
        date: string,
        { words, note }: { readonly words: string; readonly note: string },
      ) =>
        `كتبتم «${isolate(text)}»، وفهمنا منه: ${[
          date === words ? isolate(date) : `${isolate(date)} (${isolate(words)})`,
          note,
        ]
          .filter(Boolean)
          .join('، ')}.`,
      choose: (text: string) =>
        `يحتمل «${isolate(text)}» أكثر من تاريخ. يُرجى اختيار أحدها، أو كتابة التاريخ بطريقة أخرى.`,
      choice: (date: string) => `إرسال بتاريخ: ${isolate(date)}`,
      hijri: `لا تُقرأ التواريخ الهجرية. يُرجى كتابة التاريخ الميلادي، مثل ${isolate('2022-01-05')}.`,
    },
    slug: `أحرف لاتينية صغيرة وأرقام، والعلامتان ${isolate('-')} و ${isolate('_')} فقط.`,
    list: `إذا تعددت القيم فُصل بينها بفاصلة منقوطة: ${isolate('؛')} أو ${isolate(';')}.`,
    maxLength: (max: number) =>
      `${plural(max, {
        one: 'حرف واحد',
        two: 'حرفان',
        few: '# أحرف',
        many: '# حرفًا',
        other: '# حرف',
      })} على الأكثر.`,
    entry: (title: string, position: number) => `${title} ${position}`,
    add: (title: string) => `إضافة عنصر آخر: ${title}`,
    errors: (count: number, listed: number) =>
      `${plural(count, {
        zero: 'لا أخطاء',
        one: 'يوجد خطأ واحد',
        two: 'يوجد خطآن',
        few: 'توجد # أخطاء',
        many: 'يوجد # خطأً',
        other: 'يوجد # خطأ',
      })}${count > listed ? `؛ يُعرض منها أول ${listed}` : ''}`,
    nothingSaved: 'لم يُحفظ شيء. وكل ما كتبتموه لا يزال هنا.',
    limited: (detail: string) => `${detail} لم يُحفظ شيء، وكل ما كتبتموه لا يزال هنا.`,
    record: 'السجل',
    fault: <T>(field: T, detail: string) => [field, `: ${detail}`],
    /** What the form asks back before a report is stored. */
    confirm: {
      title: 'هل هذا صحيح؟',
      help: 'إذا كان صحيحًا فيُرجى إرساله، وإلا فيُرجى تعديله أدناه.',
      withErrors: 'ملأناه أدناه بما فهمناه.',
      button: 'نعم، إرسال',
    },
    /** The first part of the form. A control without a help of its own has none. */
    basics: {
      _kind: { label: 'ماذا حدث؟', help: 'يُختار الوصف الأقرب.' },
      date: { label: 'متى؟', help: 'يوم، أو بالكلمات: مساء أمس، 27 نوفمبر، أوائل مارس.' },
      'location.country': { label: 'البلد', help: undefined },
      'location.place': { label: 'المكان', help: 'مدينة أو بلدة أو حي أو قاعدة.' },
      summary: { label: 'في جملة أو جملتين', help: 'ما الذي حدث، وما الذي ليس معروفًا.' },
      _killed: { label: 'القتلى', help: undefined },
      _hurt: { label: 'الجرحى', help: undefined },
      _source: { label: 'من قال ذلك؟', help: 'رابط أو اسم. وإذا شاهدتم ذلك بأنفسكم فيُكتب: شاهد عيان.' },
    },
    peopleHelp: 'عدد الأشخاص: 2، أو 2 على الأقل، أو من 2 إلى 5، أو لا يوجد، أو غير معروف.',
    /** Numbers of people, which the form reads again. */
    people: {
      none: 'لا يوجد',
      unknown: 'غير معروف',
      atLeast: (number: string) => `${number} على الأقل`,
      atMost: (number: string) => `${number} على الأكثر`,
      range: (low: string, high: string) => `من ${low} إلى ${high}`,
    },
    /** Why a simple control was not read, or what it was read as. */
    basicFaults: {
      unclear: 'يُكتب عدد مثل 2، أو «2 على الأقل»، أو «من 2 إلى 5»، أو «لا يوجد»، أو «غير معروف».',
      inexact: (text: string, meaning: string) =>
        `كتبتم «${isolate(text)}»، وفهمنا منه: ${isolate(meaning)}. إذا ذكر المصدر مدى فيُكتب كما هو، مثل: من 4 إلى 6.`,
      severalLinks: 'يُكتب هنا رابط واحد. وللمصادر الأخرى يُستخدم زر «المزيد عن المصدر، أو مصدر آخر».',
      twice: 'هذا مذكور في حقل آخر من النموذج أيضًا. يُرسل أحدهما فقط.',
    },
    /** The buttons that replace simple controls by exact ones. */
    exact: { numbers: 'إدخال أعداد دقيقة', sources: 'المزيد عن المصدر، أو مصدر آخر' },
    more: 'تفاصيل أخرى',
    moreHelp: 'كلها اختيارية. يُفتح منها ما تودون إضافته، ولا يضيع شيء مما كتبتموه.',
    groups: {
      outcome: 'النتيجة ونوع النزاع',
      time: 'المزيد عن الوقت',
      place: 'المزيد عن المكان',
      casualties: 'القتلى والجرحى بحسب الفئة',
      links: 'الصلات والسلسلة والوسوم',
      record: 'العنوان ومجموعة البيانات والرقم المرجعي',
    },
    kinds,
    kindGroups: {
      attacks: 'هجمات وانفجارات',
      fighting: 'قتال',
      civilians: 'عنف ضد المدنيين',
      protests: 'احتجاجات وأعمال شغب',
      stopped: 'أُوقف قبل أن يبدأ',
      changes: 'تغييرات دون قتال',
      others: 'غير ذلك',
    },
  },

  /** Texts of the script in the form. A time is written as the language writes it. */
  client: {
    restored: (time: string) => `استُعيدت مسودتكم المحفوظة: ${isolate(time)}.`,
    discard: 'حذف المسودة',
    kept: (time: string) => `على هذا الجهاز مسودة محفوظة: ${isolate(time)}.`,
    others: (time: string) => `توجد مسودة أخرى محفوظة: ${isolate(time)}.`,
    show: 'عرض المسودة',
    openElsewhere: (time: string) => `مسودة محفوظة (${isolate(time)}) مفتوحة في تبويب آخر.`,
    offline:
      'لا يوجد اتصال بالشبكة. بلاغكم محفوظ على هذا الجهاز، ويُرسل مرة واحدة عند فتح هذه الصفحة مع وجود اتصال.',
    unplaced: (fields: string) =>
      `لم تعد في النموذج هذه الأجزاء من مسودتكم. يُنسخ منها ما تحتاجون إليه: ${isolate(fields)}`,
    offlineOnly:
      'لا يوجد اتصال بالشبكة، وهذا المتصفح لا يحفظ المسودات. تُترك هذه الصفحة مفتوحة، ويُرسل البلاغ مرة واحدة عند عودة الاتصال.',
    changed: 'لم يُرسل بلاغكم. ولأنكم تعدّلونه الآن، يُضغط الزر مرة أخرى لإرساله.',
    sending: 'جارٍ الإرسال…',
    unreachable: 'لا يوجد اتصال بالشبكة، فلا يمكن فتح هذا الجزء من النموذج الآن. وكل ما كتبتموه لا يزال هنا.',
    device: 'على هذا الجهاز',
    deviceHelp: (days: number) =>
      `ما تكتبونه يُحفظ على هذا الجهاز إلى أن يُقدَّم البلاغ، لمدة أقصاها ${plural(days, {
        one: 'يوم واحد',
        two: 'يومان',
        few: '# أيام',
        many: '# يومًا',
        other: '# يوم',
      })}. وقد يراه من يستخدم هذا الجهاز غيركم.`,
    filed: 'بلاغات قُدِّمت من هنا',
    receipt: (time: string, words: string) => (words === '' ? time : `${time}: ${isolate(words)}`),
    forget: 'محو كل شيء من هذا الجهاز',
    exit: 'مغادرة هذه الصفحة فورًا',
    exitHelp:
      'وكذلك بالضغط على Esc ثلاث مرات. تصبح الصفحة فارغة؛ وتبقى المسودة محفوظة، ولا تُعرض إلا عند طلبها.',
    understood: (words: string) => `فهمنا منه: ${isolate(words)}.`,
    pickDay: 'اختيار يوم',
    copy: 'نسخ',
    copied: 'تم النسخ.',
    share: 'مشاركة',
  },

  /** Published records of the event, shown in the form before it is sent. */
  reported: {
    heading: 'ربما سبق الإبلاغ عنها',
    help: 'هذه السجلات قد تكون عن الحادثة نفسها. ويُقدَّم البلاغ مع ذلك إذا كان فيه غير ما فيها أو أكثر منه.',
    newTab: '(يُفتح في تبويب جديد)',
    score: outOf100,
    count: (count: number) =>
      plural(count, {
        one: 'سجل واحد قد يكون عن الحادثة نفسها.',
        two: 'سجلان قد يكونان عن الحادثة نفسها.',
        few: '# سجلات قد تكون عن الحادثة نفسها.',
        many: '# سجلًا قد تكون عن الحادثة نفسها.',
        other: '# سجل قد تكون عن الحادثة نفسها.',
      }),
  },

  /** Suggestions of places, and the map. */
  places: {
    chooseCountry: 'يُختار البلد أولًا، فالأماكن تُقترح منه.',
    count: (count: number) =>
      count === 0
        ? 'لا يوجد مكان معروف بهذا الاسم. ويمكن كتابته مع ذلك.'
        : `${plural(count, {
            one: 'مكان واحد',
            two: 'مكانان',
            few: '# أماكن',
            many: '# مكانًا',
            other: '# مكان',
          })}. الاختيار بمفاتيح الأسهم.`,
    province: 'محافظة',
    separator: '، ',
    /** Where a suggestion is from. */
    sources: { town: 'GeoNames', province: 'Natural Earth', record: 'سجلات هذا الموقع' },
    /** How much a choice says of the place. */
    precisions: { town: 'بالقرب منه', province: 'المحافظة فقط', record: 'بالقرب منه' },
    chosen: (where: string, source: string, precision: string) =>
      `${isolate(where)} – المصدر: ${isolate(source)}، الدقة: ${precision}.`,
    clear: 'مسح',
    mapButton: 'عرض على الخريطة',
    mapClose: 'إغلاق الخريطة',
    mapNeedsCountry: 'يُختار البلد أولًا، فالخريطة تعرضه.',
    mapMissing: 'الخريطة غير متاحة الآن. ويمكن كتابة المكان مع ذلك.',
    mapLabel: 'خريطة',
    mapHelp:
      'تُحدد النقطة بالنقر حيث وقع الحدث، وتُحرَّك الخريطة بالسحب. وبلوحة المفاتيح: تحرّك الأسهم الخريطة تحت العلامة، ويكبّر + ويصغّر -، ويحدد Enter النقطة.',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    mapDisputed:
      'الخطوط المتقطعة: أراضٍ تطالب بها أكثر من دولة. لا تنسبها الخريطة إلى أي منها، وخطوطها تقريبية.',
    mapSource: `الحدود: ${isolate('Natural Earth')}. البلدات: ${isolate('GeoNames')}.`,
    pointSet: (point: string, precision: string) =>
      `نقطة على الخريطة: ${isolate(point)}، الدقة: ${precision}.`,
    /** The precision of a point on a map of a whole country. */
    pointArea: 'المنطقة فقط، ويمكن التكبير وتحديد النقطة من جديد لمن يعرف أكثر',
  },

  decisions: {
    button: (decision: string) => decisions[decision]?.button ?? decision,
    reason: 'السبب',
    unchanged: 'لم يتغير شيء. وما كتبتموه لا يزال هنا.',
    queue: 'قائمة المراجعة',
    previous: 'السابق في قائمة المراجعة',
    next: 'التالي في قائمة المراجعة',
    toQueue: 'قائمة المراجعة',
  },

  review: {
    title: 'المراجعة',
    reasonHelp:
      'مطلوب: سبب معتاد، أو نصكم، أو كلاهما. أسباب النشر والسحب والاستعادة علنية. أما سبب رفض البلاغ فيراه مقدّم البلاغ، ولا يراه العموم.',
    suggestions: 'التصحيحات المقترحة',
    merged: <T>(survivor: T) => [
      'دُمج هذا السجل في السجل ',
      survivor,
      '، وصار عنوانه يقود إلى ذلك السجل. وإذا استُعيد هذا السجل عاد كما كان، واحتفظ السجل الآخر بما أخذه منه.',
    ],
    mergedRecords: 'سجلات دُمجت في هذا السجل',
    version: (commit: number) => `الإصدار ${commit}`,
    duplicate: 'الحادثة نفسها في سجل آخر',
    distinct: 'سجلات تقرر أنها لحوادث أخرى',
    undoDistinct: 'إلغاء القرار',
    undoReason: 'أُلغي القرار من صفحة السجل.',
    proposed: (id: string) =>
      `يُظهر التعديل المزيد من مكان محجوب، لذا ينتظر بوصفه التصحيح ${isolate(id)} إلى أن يقبله محرر ثانٍ. ويبقى السجل كما هو.`,
    proposalReason: 'تعديل يُظهر المزيد من مكان محجوب.',
    approved: <T>(name: T) => ['وافق ', name, ' على النشر. يبقى أن ينشر السجل محرر ثانٍ.'],
    needsTwo: 'حُجب جزء من أحد الأماكن، لذا ينشر السجل محرران: النشر أول مرة موافقة عليه.',
  },

  editing: {
    link: 'تعديل',
    title: 'تعديل السجل',
    pageTitle: (title: string) => `تعديل: ${title}`,
    save: 'حفظ',
    savePublic: 'حفظ وتغيير الصفحة العامة',
    publish: 'حفظ ونشر',
    forEditors: 'للمحررين',
    question: 'طرح عليكم أحد المحررين سؤالًا عن هذا البلاغ.',
    answer: 'قراءة السؤال والإجابة عنه',
    notesHelp: 'لا يراها إلا المحررون.',
    reason: 'سبب التعديل',
    reasonHelp: 'اختياري. ويظهر في تاريخ السجل، وهو متاح للعموم متى نُشر السجل.',
    stale:
      'عدّل شخص آخر هذا السجل بعد أن فتحتموه. لم يُحفظ شيء بعد، وكل ما كتبتموه موجود أدناه. إذا حُفظ مرة أخرى حلّ محل ما كتبه غيركم.',
    changedSince: 'ما تغيّر منذ ذلك الحين',
    changedSinceHelp: 'يُنقل إلى النموذج ما يُراد الإبقاء عليه منه قبل الحفظ مرة أخرى.',
  },

  suggest: {
    title: 'اقتراح تصحيح',
    pageTitle: (title: string) => `اقتراح تصحيح: ${isolate(title)}`,
    closed: 'لا يستقبل هذا الموقع تصحيحات من العموم.',
    lead: 'يمكن تصحيح السجل المنشور أدناه. ولا يرى التعديلات إلا المحررون إلى أن يقبلها أحدهم.',
    reason: 'السبب',
    reasonHelp: 'ما الخطأ، وكيف عرفتم به؟ يُرجى ذكر مصدر، أو ما شاهدتموه. يقرأ المحررون هذا النص.',
    button: 'اقتراح التصحيح',
    sentTitle: 'شكرًا لكم',
    sent: 'سيراجع أحد المحررين التصحيح.',
  },

  suggestion: {
    title: 'تصحيح مقترح',
    pageTitle: (title: string) => `تصحيح مقترح: ${isolate(title)}`,
    recordStatus: (status: string) => `حالة السجل: ${status}`,
    reason: 'السبب',
    changes: 'التعديلات المقترحة',
    suggested: 'المقترح',
    changedSince: 'تغيّر السجل بعد اقتراح التصحيح.',
    changedSinceHelp: (seen: number, current: number) =>
      `بُني التصحيح على النسخة ${seen}. والحقول أدناه تغيرت في النسخة ${current}، وقبول التصحيح يستبدل قيمها.`,
    needsTwo:
      'يُظهر التصحيح المزيد من مكان محجوب، فيلزم اتفاق محررين: يقترحه أحدهما أو يجري التعديل، ويقبله الآخر.',
    help: 'القبول يعدّل السجل بهذا السبب، وهو علني. أما أسباب رفض التصحيح فلا يراها إلا المحررون.',
    accepted: 'قُبل التصحيح',
    declined: 'رُفض التصحيح',
  },

  queue: {
    title: 'قائمة المراجعة',
    lead: 'البلاغات والتصحيحات المقترحة التي تنتظر المراجعة.',
    table: 'جدول قائمة المراجعة',
    since: 'منذ',
    correction: <T>(link: T) => ['تصحيح مقترح: ', link],
    select: 'تحديد',
    selectLabel: (title: string) => `تحديد: ${isolate(title)}`,
    declineSelected: 'رفض التصحيحات المحددة',
    empty: 'قائمة المراجعة فارغة.',
    noMatch: 'لا شيء في هذه الصفحة يطابق المرشِّحات.',
    pages: 'صفحات قائمة المراجعة',
    older: 'الصفحة السابقة',
    newer: 'الصفحة التالية',
  },

  duplicates: {
    title: 'التكرارات المحتملة',
    lead: 'تكرارات محتملة، بدءًا بالأرجح. تُعرض نتيجة الدمج قبل تنفيذه. وتعمل مفاتيح الوصول على الزوج الأول: 1 يدمج الأحدث في الأقدم، و2 يدمج الأقدم في الأحدث، و3 يقرر أنهما حادثتان مختلفتان.',
    none: 'لا توجد تكرارات محتملة.',
    noneHere: 'لا توجد تكرارات محتملة في هذه الصفحة. يُرجى النظر في الأزواج الأقل احتمالًا.',
    uncompared: (count: number, max: number) =>
      count > max
        ? `لم تُقارَن بعد سجلات يزيد عددها على ${number(max)}. وستُقارَن خلال الساعات المقبلة، وتظهر أزواجها عند إعادة تحميل الصفحة.`
        : `${plural(count, {
            zero: 'لا سجلات لم تُقارَن',
            one: 'سجل واحد لم يُقارَن',
            two: 'سجلان لم يُقارَنا',
            few: '# سجلات لم تُقارَن',
            many: '# سجلًا لم تُقارَن',
            other: '# سجل لم تُقارَن',
          })} بعد. لمقارنة المزيد يُعاد تحميل الصفحة.`,
    pair: (position: number, score: number) => `الزوج ${position}: ${outOf100(score)}`,
    newer: 'الأحدث',
    older: 'الأقدم',
    side: <T>(label: string, link: T) => [`${label}: `, link],
    mergeNewer: 'دمج الأحدث في الأقدم',
    mergeOlder: 'دمج الأقدم في الأحدث',
    distinct: 'حادثتان مختلفتان',
    distinctReason: 'ليست الحادثة نفسها.',
    pages: 'صفحات التكرارات المحتملة',
    lessLikely: 'أزواج أقل احتمالًا',
  },

  merge: {
    title: 'دمج',
    pageTitle: (title: string) => `دمج: ${isolate(title)}`,
    lead: 'تصف هذه السجلات كلها حادثة واحدة. يبقى السجل الأول، وتقود عناوين السجلات الأخرى إليه. ولا تُجمع الأعداد أبدًا.',
    into: 'الدمج في السجل',
    intoHelp: 'معرّف السجل الذي سيبقى أو عنوانه. ويُعرض السجلان جنبًا إلى جنب قبل تغيير أي شيء.',
    compare: 'مقارنة',
    table: 'السجلات كلها والنتيجة',
    record: 'السجل',
    resultRevision: (revision: number) => `النسخة ${revision} من السجل المتبقي`,
    common: (titles: string) => `متطابق في السجلات كلها: ${titles}.`,
    invalid: 'لن يكون السجل بعد الدمج صالحًا',
    invalidHelp: 'يُرجى اختيار قيم أخرى أدناه، أو تعديل أحد السجلات أولًا.',
    columns: {
      keep: 'السجل المتبقي',
      other: (position: number, count: number) => (count === 1 ? 'السجل المدموج' : `السجل ${position}`),
      range: (count: number) => (count === 1 ? 'القيمتان معًا' : 'المدى الشامل'),
      result: 'النتيجة',
    },
    options: {
      into: 'قيمة السجل المتبقي',
      other: (position: number, count: number) => (count === 1 ? 'قيمة السجل المدموج' : `السجل ${position}`),
      range: (count: number) => (count === 1 ? 'مدى يشمل القيمتين' : 'المدى الشامل'),
      proposed: 'القيم معًا',
    },
    chooseHelp: 'تُختار قيمة لكل فرق: ينقل المفتاح Tab بين الفروق، ومفاتيح الأسهم بين القيم.',
    preview: 'عرض النتيجة',
    confirm: 'تأكيد الدمج',
    reason: 'الحادثة نفسها، قُدّمت أكثر من مرة.',
    reasonHelp: 'السبب علني. وتقود عناوين السجلات المدموجة إلى السجل المتبقي إلى أن تُستعاد.',
    button: (count: number) =>
      plural(count, {
        zero: 'دمج # سجل في السجل الأول',
        one: 'دمج سجل واحد في السجل الأول',
        two: 'دمج سجلين في السجل الأول',
        few: 'دمج # سجلات في السجل الأول',
        many: 'دمج # سجلًا في السجل الأول',
        other: 'دمج # سجل في السجل الأول',
      }),
    keepOther: 'إبقاء هذا السجل بدلًا منه',
    leaveOut: 'استبعاده',
    another: 'اختيار سجل آخر',
    choose: 'اختيار السجل الذي سيبقى',
  },

  receipt: {
    title: 'إيصال',
    heading: 'تم استلام بلاغكم',
    states: {
      submitted: {
        title: 'في انتظار المراجعة',
        detail: 'لم يراجع أي محرر هذا البلاغ بعد. ولا يراه إلا المحررون ومن لديهم هذا الرابط.',
      },
      published: { title: 'منشور', detail: 'وافق أحد المحررين على البلاغ، وهو متاح للجميع.' },
      rejected: {
        title: 'غير مقبول',
        detail: 'راجع أحد المحررين البلاغ ولم يقبله. ولم يُنشر في أي وقت.',
      },
      retracted: {
        title: 'مسحوب',
        detail: 'نُشر البلاغ ثم سُحب.',
      },
      merged: {
        title: 'مدموج',
        detail: 'يصف البلاغ حادثة يصفها سجل آخر، فدُمج فيه.',
      },
    },
    show: 'عرض السجل',
    showSurvivor: 'عرض السجل الآخر',
    survivorHidden: 'السجل الآخر غير منشور.',
    reason: 'السبب الذي ذكره المحرر',
    keep: 'يُرجى حفظ عنوان هذه الصفحة: فهو الطريق الوحيد للعودة إلى بلاغكم، ولا يمكننا استرجاعه.',
    readable: 'كل من لديه هذا الرابط يستطيع قراءة البلاغ.',
    correctable: 'كل من لديه هذا الرابط يستطيع قراءة البلاغ، وتصحيحه إلى أن يُراجَع.',
    summary: 'بلاغكم',
    address: 'عنوان هذا الإيصال',
    addressHelp: 'يمكن تحديده ونسخه، أو حفظ هذه الصفحة.',
    plainText: 'البلاغ نصًّا',
    plainTextHelp: 'للنسخ والاحتفاظ به، أو لإرساله إلى آخرين.',
    filed: 'وقت التقديم',
    changed: 'آخر تعديل',
    warnings: 'يُرجى التحقق مما يلي',
    correct: 'تصحيح البلاغ',
    correctHelp: 'يمكن تعديل البلاغ أدناه. والإرسال يستبدل النسخة السابقة.',
    correctButton: 'تصحيح البلاغ',
    stale:
      'صُحِّح البلاغ من مكان آخر بعد فتح هذه الصفحة. لم يُحفظ شيء، وكل ما كتبتموه لا يزال هنا. والإرسال مرة أخرى يستبدل النسخة الأحدث.',
  },

  signIn: {
    title: 'تسجيل الدخول',
    lead: 'يعرّفنا رمز الدخول بكم ويحدد صلاحياتكم، ويُطلب من القائمين على هذا الموقع. أما القراءة فلا تحتاج إلى رمز دخول.',
    token: 'رمز الدخول',
    invalid: `رمز الدخول غير معروف، أو انتهت صلاحيته، أو أُلغي. يُرجى نسخ الرمز كاملًا، وهو يبدأ بـ ${isolate('sitrep_')}.`,
    button: 'دخول',
  },

  tokens: {
    title: 'رموز الدخول',
    created: <T>(name: T, role: string) => [
      'رمز دخول باسم ',
      name,
      ` (${isolate(role)}). لا يُعرض إلا مرة واحدة: يُرجى نسخه الآن.`,
    ],
    none: 'لا رموز دخول بعد.',
    table: 'رموز الدخول',
    name: 'الاسم',
    role: 'الدور',
    state: 'الحالة',
    createdAt: 'تاريخ الإنشاء',
    lastUsed: 'آخر استخدام',
    expires: 'انتهاء الصلاحية',
    states: { revoked: 'ملغى', expired: 'منتهي الصلاحية', valid: 'صالح' },
    revoke: 'إلغاء الرمز',
    revokeLabel: (name: string) => `إلغاء رمز الدخول: ${isolate(name)}`,
    newTitle: 'رمز دخول جديد',
    expiresOn: 'تاريخ انتهاء الصلاحية (UTC). يُترك فارغًا إذا لم يكن له انتهاء.',
    create: 'إنشاء رمز دخول',
    pageTitle: (name: string) => `رمز الدخول: ${isolate(name)}`,
    all: 'كل رموز الدخول',
    createdBy: 'أنشأه',
    revokedBy: 'ألغاه',
    datasets: 'مجموعات البيانات',
    allDatasets: 'الكل',
    datasetsHelp:
      'أسماء مجموعات البيانات، تفصل بينها مسافات. يُترك الحقل فارغًا للكل. الرمز المحصور يقدّم ويستورد ويعدّل وينشر في هذه المجموعات فقط، ولا يرى سجلات غير منشورة من غيرها. رموز المديرين للكل.',
    formerUntil: 'السر السابق صالح حتى',
    limitsTitle: 'الحدود',
    limit: 'حفظ الحدود',
    secret: 'السر',
    rotateTitle: 'سر جديد',
    rotateHelp:
      'يحتفظ الرمز باسمه ودوره وسجله. يُرجى نسخ السر الجديد إلى كل مكان يستخدم الرمز قبل انتهاء السر الحالي.',
    graceLabel: 'ينتهي السر الحالي',
    grace: (hours: number) =>
      hours === 0
        ? 'فورًا'
        : hours < 48
          ? `بعد ${plural(hours, { one: 'ساعة واحدة', two: 'ساعتين', few: '# ساعات', other: '# ساعة' })}`
          : `بعد ${plural(hours / 24, { one: 'يوم واحد', two: 'يومين', few: '# أيام', other: '# يومًا' })}`,
    untilFirstUse: 'أو قبل ذلك عند أول استخدام للسر الجديد',
    rotate: 'إنشاء سر جديد',
    rotated: <T>(name: T) => ['سر جديد لرمز الدخول ', name, '. لا يُعرض إلا مرة واحدة: يُرجى نسخه الآن.'],
    revokeTitle: 'الإلغاء',
    revokeHelp: 'تتوقف أسرار الرمز عن العمل فورًا، ولا تعود إليه. ويبقى اسمه في السجل التاريخي.',
    errors: {
      datasets: (max: number) =>
        `يجب أن تكون من 1 إلى ${number(max)} من أسماء مجموعات البيانات، أو ${isolate('null')} للكل.`,
      unknownDataset: (name: string) => `لا توجد مجموعة بيانات باسم «${isolate(name)}». يُرجى إنشاؤها أولًا.`,
      adminOfAll: 'رمز المدير لكل مجموعات البيانات. يُرجى حذفها من الحقل أو اختيار دور آخر.',
      expected: (fields: string) => `يجب أن يكون رمز الدخول كائنًا واحدًا يتضمن ${isolate(fields)}.`,
      hours: (max: number) => `يجب أن يكون عددًا صحيحًا من الساعات من 0 إلى ${number(max)}.`,
      revoked: 'رمز الدخول هذا ملغى. يُرجى إنشاء رمز آخر.',
      expired: 'انتهت صلاحية رمز الدخول هذا. يُرجى تغيير انتهاء صلاحيته أولًا.',
    },
  },

  administration: {
    title: 'الإدارة',
    lead: 'مكوّنات هذا الموقع وحالتها. كل مكوّن يؤدي إلى صفحته.',
    parts: 'المكوّنات',
    health: 'سلامة الخدمة',
    version: 'إصدار البرنامج',
    tokens: (valid: number, ending: number) =>
      `${plural(valid, { zero: 'لا رموز دخول صالحة', one: 'رمز دخول صالح واحد', two: 'رمزا دخول صالحان', few: '# رموز دخول صالحة', many: '# رمز دخول صالحًا', other: '# رمز دخول صالح' })}${ending === 0 ? '' : `، ينتهي منها ${number(ending)} خلال 30 يومًا`}`,
    datasets: (count: number, unpublishable: number) =>
      `${plural(count, { zero: 'لا مجموعات بيانات', one: 'مجموعة بيانات واحدة', two: 'مجموعتا بيانات', few: '# مجموعات بيانات', other: '# مجموعة بيانات' })}${unpublishable === 0 ? '' : `، منها ${number(unpublishable)} غير قابلة للنشر`}`,
    redactions: 'الحجب النهائي',
    redactionState: (count: number, pending: number) =>
      `${plural(count, { zero: 'لا عمليات حجب نهائي', one: 'عملية حجب نهائي واحدة', two: 'عمليتا حجب نهائي', few: '# عمليات حجب نهائي', other: '# عملية حجب نهائي' })}${pending === 0 ? '' : `، منها ${number(pending)} لم تُحذف ملفاتها بعد`}`,
    redactionHelp: 'يُحجب السجل نهائيًا من آخر صفحته.',
    audit: 'سجل التدقيق',
    waiting: 'بانتظار المراجعة',
    waitingState: (reports: string, corrections: string) =>
      `البلاغات: ${reports}. التصحيحات: ${corrections}.`,
    /** A count that was not taken to its end. */
    atLeast: (count: number) => `${number(count)} أو أكثر`,
    cache: 'الملفات المحفوظة مؤقتًا',
    cacheState: (files: string, bytes: number) =>
      `الملفات: ${files}. الحجم: ${number(Math.round(bytes / 1e6))} ميغابايت.`,
    schema: 'المخطط',
    stale: 'صفوف قديمة',
    staleHelp: `صفوف من مخطط سابق، يحدّثها الأمر ${isolate('npm run rerender')}.`,
    chain: 'رأس سلسلة البصمات',
    noChain: 'لم يُحسب بعد',
    commit: (seq: number) => `الإصدار ${number(seq)}`,
    adminToken: `سر المدير الأول (${isolate('ADMIN_TOKEN')})`,
    adminTokens: {
      strong: 'مضبوط',
      missing: 'غير مضبوط: لا مدير إلا برموز هذه الصفحة.',
      weak: 'يسهل تخمينه، فلا يجعل أحدًا مديرًا: 32 حرفًا على الأقل، منها 12 حرفًا مختلفًا.',
    },
    siteName: 'اسم الموقع',
    contact: 'جهة الاتصال لبلاغات الثغرات',
    unset: 'غير مضبوط',
    submissions: 'بلاغات العموم',
    on: 'مفعّلة',
    off: 'معطّلة',
  },

  audit: {
    title: 'الإصدارات',
    lead: <T>(json: Element<T>) => [
      'جميع التغييرات، وعمليات التنزيل برمز دخول، من الأحدث إلى الأقدم. وهي متاحة أيضًا بصيغة ',
      json('JSON'),
      '.',
    ],
    only: <T>(actor: T) => ['المعروض هنا لصاحب المعرّف ', actor, ' فقط.'],
    everyone: 'عرض الجميع',
    none: 'لا إصدارات بعد.',
    table: 'الإصدارات',
    commit: 'الإصدار',
    when: 'الوقت',
    who: 'بواسطة',
    what: 'الإجراء',
    records: 'عدد السجلات',
    why: 'السبب أو الملف',
    pages: 'صفحات الإصدارات',
    older: 'الأقدم',
    actors: { admin: 'المدير الأول', public: 'العموم', sitrep: 'Sitrep' } as Readonly<Record<string, string>>,
    byReceipt: 'صاحب إيصال',
    /** The acts that are written into the log, by their names in the API. */
    kinds: {
      create: 'تقديم',
      update: 'تعديل',
      publish: 'نشر',
      reject: 'رفض',
      retract: 'سحب',
      restore: 'استعادة',
      import: 'استيراد',
      merge: 'دمج',
      undo: 'تراجع',
      describe: 'وصف مجموعة بيانات',
      redact: 'حجب نهائي',
      grant: 'إنشاء رمز دخول',
      limit: 'تغيير حدود رمز دخول',
      rotate: 'تجديد سر رمز دخول',
      revoke: 'إلغاء رمز دخول',
      export: 'تنزيل',
    } as Readonly<Record<string, string>>,
  },

  datasets: {
    title: 'مجموعات البيانات',
    description: 'مجموعات البيانات التي تنتمي إليها الحوادث، مع تراخيصها.',
    lead: <T>(json: Element<T>) => [
      'تنتمي كل حادثة إلى مجموعة بيانات واحدة، أي إلى المشروع الذي جمعها. والقائمة متاحة أيضًا بصيغة ',
      json('JSON'),
      '.',
    ],
    count: (published: number) =>
      plural(published, {
        zero: 'لا حوادث منشورة',
        one: 'حادثة منشورة واحدة',
        two: 'حادثتان منشورتان',
        few: '# حوادث منشورة',
        other: '# حادثة منشورة',
      }),
    notPublishable: 'لا تُنشر',
    undescribed: (name: string) =>
      `حوادث النزاعات المسلحة في مجموعة البيانات ${isolate(name)}: ماذا حدث، ومتى، وأين، ومن الفاعل، وأي مصدر يقول ذلك.`,
    licence: 'الترخيص',
    attribution: 'صيغة ذكر المصدر',
  },

  problemPage: {
    signIn: 'تسجيل الدخول',
    home: 'الصفحة الرئيسية',
    list: 'قائمة الحوادث',
    status: (status: number) => `رمز الحالة: ${status}`,
    request: <T>(id: T) => ['معرّف الطلب: ', id],
    more: (shown: number, count: number) => `هذه أول ${shown} من الأخطاء البالغ عددها ${number(count)}.`,
    remedy: 'ما العمل؟',
    example: 'مثال',
    stable: <T, U>(name: T, codebook: Element<U>) => [
      'تعرف البرامج هذا الخطأ من نوعه، وهو ',
      name,
      '، ومعناه لا يتغير أبدًا. وقواعد السجلات معرَّفة في ',
      codebook('دليل الرموز'),
      '.',
    ],
  },

  reference: {
    title: 'مرجع واجهة البرمجة',
    description: 'جميع عناوين واجهة البرمجة ومعاملاتها وردودها وأخطائها.',
    lead: <T>(openapi: Element<T>) => [
      'جميع عناوين واجهة البرمجة. أما البرامج ومولّدات البرامج فتقرأ ',
      openapi('وثيقة OpenAPI'),
      '.',
    ],
    everywhere: <T>(tokenInvalid: T, internal: T) => [
      'قد يرد أي عنوان كذلك بالرمز 401 (',
      tokenInvalid,
      ') إذا كان رمز الدخول غير صالح، وبالرمز 500 (',
      internal,
      ').',
    ],
    contents: 'العمليات',
    parameters: 'المعاملات',
    schemas: 'بنى البيانات',
    body: 'متن الطلب',
    optional: 'اختياري',
    vocabulary: <T>(name: string, codebook: Element<T>) => [
      `${isolate(name)}: رموزه مذكورة في `,
      codebook('دليل الرموز'),
      '.',
    ],
    example: (type: string) => `مثال: ${isolate(type)}`,
    tryIt: 'تجربة',
    tryLabel: (path: string) => `تجربة ${isolate(path)}`,
    read: (path: string) => `قراءة ${isolate(path)}`,
    fillIn: <T>(form: Element<T>) => ['بقيم ', form('هذا النموذج'), '.'],
  },

  importPages: {
    title: 'عمليات الاستيراد',
    lead: 'ملفات السجلات المرسلة، الأحدث أولًا.',
    table: 'عمليات الاستيراد',
    empty: 'لم يُستورد أي ملف بعد.',
    pages: 'صفحات عمليات الاستيراد',
    older: 'الأقدم',
    newLink: 'استيراد ملف',
    columns: { at: 'الوقت', file: 'الملف', who: 'المستورِد', result: 'النتيجة', rows: 'الصفوف' },
    unnamed: 'ملف بلا اسم',
    results: {
      unfinished: 'لم تكتمل',
      rehearsed: (rejected: number) =>
        rejected > 0 ? `تجربة: ${faultyRowCount(rejected)}` : 'تجربة بلا أخطاء',
      stored: (created: number, updated: number) =>
        `السجلات الجديدة: ${number(created)}، المعدَّلة: ${number(updated)}`,
      unchanged: 'لا جديد',
      refused: (rejected: number) => `لم يُحفظ شيء: ${faultyRowCount(rejected)}`,
      redacted: 'حُذف بموجب حجب',
    },
    newTitle: 'استيراد ملف',
    newLead: 'يُجرَّب الملف أولًا: تظهر كل الأخطاء ويمكن تصحيحها هنا، ولا يُحفظ شيء حتى تأكيد ذلك.',
    labels: {
      profile: 'تنسيق الأعمدة',
      mapping: 'مطابقة محفوظة',
      dataset: 'مجموعة البيانات',
      mode: 'إذا كانت في بعض الصفوف أخطاء',
      publish: 'نشر السجلات مباشرة',
      null_values: 'كلمات تعني «غير معروف»',
      encoding: 'الترميز',
      sheet: 'الورقة',
      file: 'الملف',
    },
    helps: {
      mapping: `مجموعة البيانات واسم مطابقة محفوظة معها، مثل ${isolate('monitors/monthly')}.`,
      dataset: 'الاسم القصير لمجموعة البيانات التي تُضاف إليها السجلات. يُترك فارغًا إذا كان في الملف عمود لها.',
      null_values: `خلايا تعني أن القيمة غير معروفة، تفصل بينها فواصل، مثل ${isolate('NA, -99')}.`,
      encoding: `فقط إذا ظهرت الحروف خاطئة: ترميز النص، مثل ${isolate('windows-1256')}.`,
      sheet: 'فقط لمصنف فيه عدة أوراق.',
      file: (megabytes: number, withScript: number) =>
        `ملف CSV أو TSV أو مصنف Excel (XLSX) أو JSON أو NDJSON أو GeoJSON، بحجم لا يتجاوز ${number(megabytes)} م.ب.، أو ${number(withScript)} م.ب. إذا كانت البرامج النصية مفعّلة في المتصفح.`,
    },
    profiles: {
      auto: 'يُستنتج من الأعمدة',
      flat: 'أعمدة Sitrep (ملف منزَّل أو القالب)',
      full: 'الأعمدة الكاملة في Sitrep',
      mapping: 'مطابقة محفوظة',
      ucdp: 'برنامج أوبسالا (UCDP GED)',
      acled: 'مشروع ACLED',
      gtd: 'قاعدة بيانات GTD',
    },
    modes: { all: 'لا يُحفظ شيء', valid: 'تُحفظ الصفوف الصحيحة' },
    more: 'المزيد عن طريقة قراءة الملف',
    rehearse: 'تجربة',
    fileMissing: 'يُرجى اختيار ملف.',
    mistakes: 'لا يمكن قراءة الملف بعد',
    refusedHint: 'لم يُحفظ شيء. يُرجى اختيار الملف من جديد أدناه.',
    workbookTooLarge: (mebibytes: number) =>
      `لا يُقرأ مصنف يزيد حجمه على ${number(mebibytes)} م.ب. لاستنتاج تنسيق أعمدته. يُرجى اختيار التنسيق، أو حفظ الورقة بصيغة CSV.`,
    oneTitle: <T>(file: T) => ['استيراد ', file],
    oneTitleText: (file: string) => `استيراد ${isolate(file)}`,
    rehearsal: 'تجربة: لم يُحفظ شيء.',
    unfinished:
      'لم تكتمل عملية الاستيراد هذه. إن لم تكتمل قريبًا فيمكن إرسال الملف من جديد: لا يُحفظ شيء مرتين.',
    numbers: {
      rows: 'الصفوف',
      created: 'السجلات الجديدة',
      updated: 'السجلات المعدَّلة',
      retracted: 'السجلات المسحوبة',
      unchanged: 'السجلات التي لم تتغير',
      rejected: 'الصفوف التي فيها أخطاء',
      encoding: 'الترميز',
      layout: 'تنسيق الأعمدة',
    },
    files: 'الملفات',
    fileLinks: {
      annotatedCsv: 'الملف مع أخطائه بجانب كل صف (CSV)',
      annotatedXlsx: 'الملف مع أخطائه بجانب كل صف (XLSX)',
      errors: 'كل الأخطاء (CSV)',
      original: 'الملف كما أُرسل',
    },
    sent: <W, T>(who: W, at: T) => ['استورد هذا الملف ', who, ' في ', at, '.'],
    sentLink: 'عرض ما حُفظ',
    sentSince: (name: string) =>
      `استورد ${isolate(name)} هذا الملف بعد أن فتحتم الصفحة. لم يُحفظ شيء مما أدخلتموه، وهو باقٍ هنا. لاستيراده مع ذلك، يُرسَل مرة أخرى.`,
    matchLink: 'مطابقة الأعمدة يدويًا',
    faults: 'الأخطاء',
    noFaults: 'لا أخطاء.',
    faultsLead:
      'تصحيح خلية هنا يجعل كل الخلايا المساوية لها في عمودها أو حقلها تُقرأ مثلها. والخلية التي تُفرَّغ تعني «غير معروف». ويبقى الملف نفسه كما أُرسل.',
    moreFaults: (shown: number, all: number) =>
      `هذه ${number(shown)} من أصل ${number(all)} من الأخطاء. تُظهر تجربة أخرى غيرها، وهي كلها في قائمة الأخطاء.`,
    inColumn: (column: string) => `العمود ${isolate(column)}`,
    inField: (path: string) => `الحقل ${isolate(path)}`,
    inFile: 'الملف',
    faultTable: (place: string) => `جدول الأخطاء: ${isolate(place)}`,
    noticeTable: 'جدول الملاحظات والتنبيهات',
    fault: {
      cell: 'الخلية',
      count: 'الصفوف',
      problem: 'الخطأ',
      replacement: 'تُقرأ',
      places: 'الموضع',
    },
    emptyCell: 'فارغة',
    row: (row: number) => `الصف ${number(row)}`,
    line: (line: number) => `السطر ${number(line)}`,
    readAs: (column: string, cell: string) => `قراءة ${isolate(`"${cell}"`)} في العمود ${isolate(column)}`,
    readRowAs: (column: string, row: number) => `قراءة العمود ${isolate(column)} في الصف ${number(row)} وحده`,
    singly: 'صفًّا صفًّا',
    mended: 'الخلايا المستبدلة',
    mendedLead: 'تُقرأ هذه الخلايا نصوصًا أخرى. وإعادة النص إلى ما في الملف تلغي الاستبدال.',
    notices: 'الملاحظات والتنبيهات',
    notice: { kind: 'النوع', what: 'المضمون', column: 'العمود', cell: 'الخلية', count: 'الصفوف' },
    notes: {
      'columns.ignored': 'لا يُقرأ العمود: فهو ينتج من أعمدة أخرى أو يضبطه الخادم.',
      'columns.unnamed': 'العمود بلا اسم ولا يُقرأ.',
      'column.renamed': 'للعمود اسم آخر الآن.',
      'table.hxl_row': 'يلي العناوينَ صف من وسوم HXL.',
      'table.quote_space': 'أُهملت مسافة قبل علامة اقتباس.',
      'table.merged': 'خلايا مدمجة: لكل منها قيمة الأولى.',
      'rows.blank': 'الصف فارغ وقد جرى تجاوزه.',
      'rows.equal': 'الصف مطابق لصف سابق.',
      'server_set.ignored': 'جرى تجاوز حقول يضبطها الخادم.',
      'dataset.overridden': 'يذكر الصف مجموعة بيانات غير مجموعة الاستيراد.',
      'record.restored': 'أُزيل السجل بالتراجع عن استيراد، وهذا الصف يعيده.',
      'record.retracted': 'السجل مسحوب: يُحفظ الصف في تاريخه ولا ينشر شيئًا.',
      'record.rejected': 'السجل مرفوض: يُحفظ الصف في تاريخه ولا ينشر شيئًا.',
      'record.merged': 'السجل مدموج في سجل آخر: لا ينشر الصف شيئًا.',
      'retract.held_back': 'لم يُسحب أي سجل: قد يكون صف تتعذر قراءته لأي سجل.',
      'encoding.guessed': 'الترميز تخمين.',
      'code.label': 'قُرئت تسمية على أنها رمزها.',
      'date.form': 'قُرئ تاريخ مكتوب بشكل آخر.',
      'number.separators': 'قُرئ رقم فيه فواصل.',
      'location.degrees': 'قُرئت درجات مكتوبة بشكل آخر.',
      'value.placeholder': 'قُرئت كلمة تعني عدم وجود قيمة على أنها قيمة.',
      'event_type.implied': 'ينتج النوع من النوع المحدد.',
      'mapping.column_absent': 'تذكر المطابقة عمودًا ليس في الملف.',
      'mapping.country': 'قُرئ اسم دولة على أنه رمزها.',
      'mapping.approximate': 'قُرئ رقم تقريبي.',
      'mapping.text_kept': 'نص لا يقبله الحقل حُفظ في مكان آخر.',
      'crosswalk.columns_kept': 'أعمدة المشروع الآخر محفوظة بجانب السجل.',
      'crosswalk.cell_kept': 'خلية من المشروع الآخر محفوظة بجانب السجل.',
      'workbook.sheet_unread': 'ورقة أخرى في المصنف لم تُقرأ.',
      'workbook.hidden_rows': 'في الورقة صفوف مخفية، وقد قُرئت.',
      'workbook.hidden_columns': 'في الورقة أعمدة مخفية، وقد قُرئت.',
    },
    kinds: { note: 'ملاحظة', warning: 'تنبيه' },
    possible: 'تكرارات محتملة',
    possibleLead: (compared: number) =>
      `صفوف قد تروي حدثًا محفوظًا من قبل. عدد الصفوف الجديدة التي جرت مقارنتها: ${number(compared)}.`,
    sendTitle: 'تجربة أخرى أو استيراد',
    sendTitleAgain: 'استيراد الملف من جديد',
    rehearseAgain: 'تجربة من جديد',
    send: 'استيراد',
    changed:
      'تبدأ التجارب وعمليات الاستيراد من الملف كما أُرسل، مع الخلايا المستبدلة هنا. والصفوف المحفوظة من قبل لا تُحفظ مرتين.',
    missingRecords: {
      summary: 'سجلات لم تعد في الملف',
      help: 'فقط لملف فيه كل سجلات مجموعة البيانات: تُسحب السجلات المنشورة التي كانت في ملف سابق وليست في هذا الملف، مع الاستيراد دفعة واحدة. تجب التجربة أولًا، فهي تعدّها وتذكرها.',
      choice: 'سحب السجلات التي لم تعد في الملف',
      reason: 'سبب السحب، وهو علني',
      title: 'سجلات لم تعد في الملف',
      warning: (count: number) =>
        count === 0
          ? 'في الملف كل السجلات: لن يُسحب أي منها.'
          : `سيُسحب لأنه ليس في الملف: ${plural(count, { one: 'سجل منشور واحد', two: 'سجلان منشوران', few: '# سجلات منشورة', many: '# سجلًا منشورًا', other: '# سجل منشور' })}. إذا كان الملف جزءًا من مجموعة البيانات فقط فلا ينبغي استيراده بهذا الخيار.`,
      uncounted: 'تُعدّ حين لا تبقى في الملف أخطاء.',
      done: (count: number) => `سُحب لأنه ليس في الملف: ${recordCount(count)}.`,
      first: (count: number) => `هذه أول السجلات، وعددها ${number(count)}.`,
    },
    retractNeeds: {
      dataset: 'تُسحب السجلات التي لم تعد في الملف من مجموعة بيانات واحدة: يُرجى ذكرها عند إرسال الملف.',
      reason: 'يُرجى ذكر سبب سحب السجلات التي لم تعد في الملف.',
      confirm: 'تجب التجربة أولًا: فهي تعدّ السجلات التي ستُسحب.',
    },
    run: 'طلب استيراد الملف من جديد',
    undo: 'التراجع عن هذا الاستيراد',
    undoLead: (left: number) =>
      `يتراجع دفعة واحدة عمّا حفظه هذا الاستيراد، وعدد سجلاته: ${number(left)}. ثم يمكن تصحيح الملف واستيراده من جديد، فتعيد صفوفه سجلاتها.`,
    undoNothing: 'لم يبقَ من هذا الاستيراد ما يمكن التراجع عنه.',
    undoReason: 'السبب',
    mappingTitle: 'مطابقة الأعمدة',
    mappingLead: 'يُحدَّد هنا الحقل الذي يملؤه كل عمود. أما الأعمدة التي لا حقل لها فتُحفظ كما هي أو تُترك.',
    mappingColumns: {
      column: 'العمود',
      cells: 'الخلايا الأولى',
      field: 'الحقل',
      sure: 'الثقة',
      values: 'معنى خلاياه',
    },
    percent: (share: number) => `${number(Math.round(share * 100))} %`,
    fieldOf: (column: string) => `حقل العمود ${isolate(column)}`,
    meaningOf: (cell: string, column: string) => `معنى ${isolate(`"${cell}"`)} في العمود ${isolate(column)}`,
    keepRest: 'إبقاء الخلايا الأخرى كما هي',
    keepRestOf: (column: string) => `إبقاء الخلايا الأخرى في العمود ${isolate(column)} كما هي`,
    dateFormat: 'شكل التاريخ',
    dateFormatOf: (column: string) => `شكل التاريخ في العمود ${isolate(column)}`,
    rest: 'الأعمدة الأخرى',
    rests: { external: 'حفظها بجانب السجل', ignore: 'تركها', none: 'عدّها أخطاء' },
    missing: 'كلمات تعني «غير معروف»',
    missingHelp: 'خلايا تعني أن القيمة غير معروفة في كل الأعمدة، تفصل بينها فواصل.',
    constants: 'ما في كل سجل',
    constantsHelp: `كل واحد في سطر: حقل، ثم علامة يساوي، ثم قيمته، مثل ${isolate('event_type = battle')}.`,
    keepMapping: 'حفظ المطابقة باسم',
    keepMappingHelp:
      'اسم قصير. تُحفظ المطابقة مع مجموعة البيانات، فلا يحتاج الملف التالي إلى مطابقة. يُترك فارغًا لاستخدامها مرة واحدة.',
    keepWithout: 'تُحفظ المطابقة مع مجموعة بيانات. يُرجى ذكر المجموعة، أو ترك هذا فارغًا.',
    rehearseMapping: 'تجربة بهذه المطابقة',
    mappingMistakes: 'المطابقة غير مكتملة بعد',
    asJson: 'المطابقة بصيغة JSON',
    asJsonHelp: 'كل ما يمكن أن تقوله مطابقة. التغيير هنا مقدَّم على الجدول أعلاه.',
    missingFields: (fields: string) => `لا عمود يعطي ${isolate(fields)}، وهو مطلوب في كل سجل.`,
    remember: 'إضافة الاستبدالات إلى المطابقة أيضًا، فلا يحتاج الملف التالي إلى أي منها',
    client: {
      tooLarge: (megabytes: number) =>
        `لا يتجاوز حجم الملف ${number(megabytes)} م.ب. يُرجى تقسيمه إلى ملفات يبدأ كل منها بصف العناوين.`,
      drop: 'يمكن إفلات ملف هنا، أو اختياره أعلاه.',
      reading: (name: string) => `جارٍ قراءة ${isolate(name)} …`,
      read: (rows: number, columns: number) => `الصفوف: ${number(rows)}، الأعمدة: ${number(columns)}.`,
      firstRows: 'الصفوف الأولى',
      suggested: 'تُقرأ الأعمدة بوصفها هذه الحقول. ويمكن مطابقتها يدويًا بعد التجربة.',
      missing: (fields: string) =>
        `لا يُقرأ أي عمود بوصفه ${isolate(fields)}، وهو لازم في كل سجل. ويمكن مطابقة الأعمدة يدويًا بعد إرسال الملف.`,
      ownLayout: 'أعمدة الملف هي أعمدة Sitrep.',
      layout: (name: string) => `للملف تنسيق ${isolate(name)}.`,
      unreadable: 'لا يمكن عرض هذا الملف هنا. يُقرأ عند إرساله.',
      sending: (percent: number) => `جارٍ الإرسال: ${number(percent)} %`,
      checking: (rows: number, rejected: number) =>
        `الصفوف المقروءة: ${number(rows)}، التي فيها أخطاء: ${number(rejected)}`,
      failed: 'لم يُرسل الملف. يُرجى التحقق من الاتصال وإرساله من جديد: لا يُحفظ شيء مرتين.',
      progress: 'التقدم',
      changed: 'تغيّر الملف أو لم تعد قراءته ممكنة. يُرجى اختياره من جديد.',
      retrying: 'انقطع الاتصال. جارٍ المحاولة من جديد …',
      interrupted: 'انقطع الاتصال. يُرجى التحقق من الشبكة وإرسال الملف من جديد: لا يُرسل ما وصل مرة أخرى.',
      cancel: 'إلغاء',
      cancelled: 'أُلغي الإرسال: لم يُرسل الملف.',
    },
  },
  codebook: {
    title: 'دليل الرموز',
    files: <T>(links: T) => ['المحتوى نفسه في ملف يمكن تصفيته بحسب الصنف: ', links, '.'],
    description: 'تعريف كل حقل ورمز وعمود وقاعدة في السجلات.',
    lead: 'تعريف كل حقل ورمز وعمود وقاعدة.',
    contents: 'محتويات دليل الرموز',
    withdrawn: (replacement: string | undefined) =>
      replacement === undefined
        ? 'ملغى: لا يُستخدم في السجلات الجديدة.'
        : `ملغى: يُستخدم بدله ${isolate(replacement)} في السجلات الجديدة.`,
    sections: {
      conventions: 'اصطلاحات عامة',
      dates: 'التواريخ',
      fields: 'حقول السجل',
      columns: 'أعمدة الجدول',
      parameters: 'معاملات العناوين',
      rules: 'القواعد',
      borders: 'المناطق المتنازع عليها والحدود السابقة',
      crosswalk: 'صيغ المشاريع الأخرى',
      codes: 'الرموز',
    },
    parameters: {
      lead: 'الصفحات والملفات والعناوين المثبَّتة تقبل المعاملات نفسها. ويجب أن يطابقها السجل جميعًا. المعامل غير المعروف خطأ، ويذكر الرد أقرب معامل إليه؛ أما المعامل الفارغ فيُهمَل.',
      equal: {
        title: 'يساوي',
        help: `القيم المتعددة تُفصل بالعلامة ${isolate('","')}، أو يُكرَّر المعامل.`,
      },
      has: {
        title: 'يتضمن',
        help: 'لا فرق بين الأحرف الكبيرة والصغيرة ولا أثر للتشكيل. وللقيم المتعددة يُكرَّر المعامل.',
      },
      others: { title: 'معاملات أخرى', help: 'يُذكر كل منها مرة واحدة على الأكثر.' },
      counts: {
        title: 'الأعداد',
        help: `يقبل ${isolate('/counts.csv')} و ${isolate('/counts.json')} كذلك المرشِّحات و commit و as_of و schema؛ ويقبل CSV أيضًا labels و excel.`,
      },
    },
    fields: {
      lead: <T>(brackets: T) => [
        'الترتيب هو ترتيب JSON المنشور. والاسم الذي فيه ',
        brackets,
        ' حقل في كل عنصر من عناصر قائمة. والحقل «المطلوب» داخل قائمة أو مجموعة اختيارية لا يلزم إلا إذا استُخدمت تلك القائمة أو المجموعة.',
      ],
      kinds: {
        text: 'نص',
        lines: 'نص متعدد الأسطر',
        slug: 'اسم قصير',
        code: 'رمز',
        date: 'تاريخ',
        url: 'عنوان على الويب',
        language: 'رمز لغة',
        count: 'عدد صحيح',
        coordinate: 'عدد عشري',
        other: 'نص',
      },
      group: 'مجموعة حقول',
      map: 'أسماء وقيمها',
      list: 'قائمة',
      listOf: (max: number) =>
        `قائمة من ${plural(max, {
          one: 'عنصر واحد',
          two: 'عنصرين',
          few: '# عناصر',
          many: '# عنصرًا',
          other: '# عنصر',
        })} على الأكثر`,
      maxLength: (kind: string, max: number) =>
        `${kind}، ${plural(max, {
          one: 'حرف واحد',
          two: 'حرفان',
          few: '# أحرف',
          many: '# حرفًا',
          other: '# حرف',
        })} على الأكثر`,
      codeOf: <T>(vocabulary: T) => ['رمز من ', vocabulary],
      always: 'موجود دائمًا',
      required: 'مطلوب',
      unit: (unit: string) => `الوحدة: ${unit}`,
      readOnly: 'يحدده الخادم',
      editorsOnly: 'لا يُنشر أبدًا',
      example: <T>(example: T) => ['مثال: ', example],
    },
    columns: {
      lead: <T>(id: T) => [
        'في ملف CSV صف لكل حادثة، مرتَّبًا بحسب ',
        id,
        '، وفيه الأعمدة التالية. الخلية الفارغة تعني «غير معروف». والعمود المشتق يُستنتج من أعمدة أخرى أو يحدده الخادم؛ ويُهمَل عند الاستيراد.',
      ],
      position: (position: number) => `العمود ${position}`,
      derived: 'مشتق',
      stated: 'مذكور في السجل',
      code: 'رمز',
      codes: 'رموز',
      types: {
        text: 'نص',
        list: 'قائمة',
        integer: 'عدد صحيح',
        number: 'عدد عشري',
        date: 'يوم، YYYY-MM-DD',
        datetime: 'وقت محدد، UTC',
      },
    },
    conventions: (duplicateThreshold: number) => [
      {
        rule: 'الفارغ يعني غير معروف.',
        help: 'الحقل الغائب و null والخلية الفارغة تعني دائمًا «غير معروف أو غير مذكور».',
      },
      {
        rule: '0 يعني «أفاد مصدر بأنه لا يوجد».',
        help: 'لا يُكتب 0 إلا إذا قال مصدر إن العدد صفر.',
      },
      {
        rule: 'النص الفارغ كالحقل الفارغ.',
        help: 'تُحذف المسافات من أول النص وآخره، ويوحَّد ترميزه بصيغة Unicode NFC، وتصبح فواصل الأسطر LF.',
      },
      {
        rule: `القيم المتعددة في الخلية الواحدة تُفصل بالعلامة ${isolate('"; "')}.`,
        help: `إذا وردت ${isolate('";"')} داخل قيمة كُتبت ${isolate('"\\;"')}: فالقيمتان ${isolate('"A; B"')} و ${isolate('"C"')} تُكتبان ${isolate('"A\\; B; C"')}. وإذا تقابل عمودان بحسب الموضع بقيت القيم الفارغة في مكانها: فمع المصدرين ${isolate('"First; Second"')} تعني القيمة ${isolate('"; https://example.org"')} في source_urls أن المصدر الثاني وحده له عنوان.`,
      },
      {
        rule: 'عدد الذخائر هو مجموع الأعداد المذكورة.',
        help: 'ويبقى فارغًا إذا لم يُذكر أي عدد. وقد تبدو مجاميع الأسلحة المختلفة غير متسقة: فإذا ذُكر لسلاحٍ عدد ما أُطلق فقط، ولآخر عدد ما أصاب فقط، فقد يظهر في الصف أن المُطلَق اثنان والإصابات خمس.',
      },
      {
        rule: 'أعداد القتلى والجرحى كما وردت.',
        help: 'إذا قال مصدر إنه لم يسقط قتلى ولا جرحى ولم يُذكر أي عدد، بقيت الأعداد فارغة وكانت قيمة casualties_reported هي none.',
      },
      {
        rule: 'التكرار المحتمل اقتراح.',
        help: `تُقترح السجلات التي قد تصف الحادثة نفسها مع درجة من 0 إلى 1 ومع الأسباب: الزمان والمكان ودقتهما، والأسماء على اختلاف إملائها وأبجدياتها، والأطراف، والنوع، والأسلحة، والأعداد، والكلمات، والمصادر. وتنخفض الدرجة إذا طابقت حوادث أخرى في المجموعة نفسها أيضًا. ولا تُقترح إلا الأزواج التي تبلغ درجتها ${duplicateThreshold} أو أكثر، ولا يتغير أي سجل بسببها.`,
      },
      {
        rule: 'إعلان المسؤولية ونسبة المسؤولية أقوال، لا حقائق.',
        help: 'إذا قال فصيل مسلح إنه أطلق الصواريخ، فهذا إعلان مسؤولية. وإذا قال ضابط إن الفصيل هو من أطلقها، فهذه نسبة للمسؤولية. ولا يضيف أي منهما الفصيل إلى الأطراف بصفته المهاجم؛ ولا يُضاف إلا إذا أورد مصدر ذلك على أنه حقيقة.',
      },
    ],
    borders: {
      lead: (date: string) =>
        `يُضاف إلى السجل تنبيه إذا وقعت إحداثياته خارج بلده. وفي المناطق التالية تُقبل عدة بلدان دون تنبيه، لأن أكثر من بلد يطالب بالأرض. ولا تنحاز هذه القائمة إلى أي طرف. تاريخ القائمة: ${date}.`,
      areas: 'جدول المناطق المتنازع عليها',
      area: 'المنطقة',
      countries: 'البلدان المقبولة',
      when: 'للحوادث',
      source: 'المصدر',
      days: (from: string | undefined, until: string | undefined) =>
        [from && `منذ ${from}`, until && `قبل ${until}`].filter(Boolean).join('، ') || 'في كل الأوقات',
      places:
        'يقترح النموذج هناك بلدات لكل بلد من هذه البلدان. البلدات من \u2068GeoNames\u2069 (رخصة \u2068CC BY 4.0\u2069)، والمحافظات وحدود الخريطة من \u2068Natural Earth\u2069 (ملك عام). وترسم الخريطة هذه المناطق بخطوط متقطعة، لا بلون أي بلد.',
      former: 'وحوادث الأزمنة السابقة مقبولة أيضًا في البلد الذي كانت الأرض جزءًا منه حينها.',
      formerBorders: 'جدول الحدود السابقة',
      ground: 'بلد المكان اليوم',
      also: 'البلد المقبول أيضًا',
      until: 'للحوادث قبل',
    },
    dates: {
      lead: 'تُكتب التواريخ بجزء من معيار EDTF (ISO 8601-2)، والأوقات بالساعة أو بالدقيقة كما في ISO 8601-1، لأن الأوقات في EDTF تتضمن الثواني. والأيام أيام التوقيت المحلي ولا تُحوَّل أبدًا إلى UTC؛ والوقت الذي لا يُذكر فرقه عن UTC وقت محلي.',
      table: 'طرق كتابة التاريخ',
      written: 'الكتابة',
      means: 'المعنى',
      intervals: <T>(code: Element<T>) => [
        'الفترة ',
        code('a/b'),
        ' تعني أن الحادثة استمرت من a إلى b؛ أما ',
        code('[a..b]'),
        ' فتعني أنها وقعت مرة واحدة، في وقت ما بين a و b. ومن التاريخ تُشتق الأعمدة ',
        code('date_start'),
        ' و ',
        code('date_end'),
        ' و ',
        code('date_precision'),
        ':',
      ],
    },
    rules: {
      lead: 'الخطأ يمنع قبول السجل، أما التنبيه فيُخزَّن معه. ومعنى معرّف القاعدة لا يتغير أبدًا، وكل رد يفيد بمخالفة قاعدة يذكر معرّفها. ويعبّر JSON Schema الخاص بالسجل عن كل قاعدة يمكن أن يخالفها سجل بمفرده، ما لم تذكر القاعدة غير ذلك.',
      severities: { error: 'خطأ', warning: 'تنبيه' },
      relaxed: 'خطأ؛ وتنبيه للسجلات الواردة من مجموعة بيانات أخرى',
      notInSchema: (reason: string) => `لا يعبّر عنها ${isolate('JSON Schema')}، ${reason}.`,
    },
    crosswalk: {
      lead: <T>(code: Element<T>) => [
        'الاستيراد مع ',
        code('profile=ucdp'),
        ' أو ',
        code('acled'),
        ' أو ',
        code('gtd'),
        ' يذكر في ',
        code('notes'),
        ' كم مرة فُسِّرت القيم. ويسرد ',
        code('/incidents.loss.csv'),
        ' مع profile نفسه كل سجل لا يرد في الملف المُنزَّل، وكل قيمة تتغير فيه.',
      ],
      templates: <T>(links: T) => ['ملفات فارغة بأعمدة كل صيغة: ', links, '.'],
      kinds: {
        read: 'يُذكر عند الاستيراد',
        left_out: 'ليس للسجل صف',
        changed: 'تُكتب القيمة بشكل مختلف',
        lost: 'لا عمود لها',
        empty: 'يبقى العمود فارغًا',
      },
    },
    codes: {
      lead: 'معنى الرمز لا يتغير أبدًا، والرمز الملغى لا يُستخدم من جديد.',
      usedBy: (count: number) => plural(count, { one: 'الحقل:', two: 'الحقلان:', other: 'الحقول:' }),
    },
  },

  map: {
    title: 'الخريطة',
    skip: 'تجاوز الخريطة',
    circles: (most: number) =>
      `كلما كبرت الدائرة زاد عدد الحوادث فيها، وفي أكبرها ${number(most)}. تُعرض قائمتها باختيار الدائرة.`,
    outside: (count: number) =>
      plural(count, {
        one: 'تقع حادثة واحدة خارج حافة الخريطة.',
        two: 'تقع حادثتان خارج حافة الخريطة.',
        few: 'تقع # حوادث خارج حافة الخريطة.',
        many: 'تقع # حادثة خارج حافة الخريطة.',
        other: 'تقع # حادثة خارج حافة الخريطة.',
      }),
    coarse: (count: number) =>
      plural(count, {
        one: 'حادثة واحدة ليست على الخريطة لأنه لا يُعرف إلا نطاق أوسع:',
        two: 'حادثتان ليستا على الخريطة لأنه لا يُعرف إلا نطاق أوسع:',
        few: '# حوادث ليست على الخريطة لأنه لا يُعرف إلا نطاق أوسع:',
        many: '# حادثة ليست على الخريطة لأنه لا يُعرف إلا نطاق أوسع:',
        other: '# حادثة ليست على الخريطة لأنه لا يُعرف إلا نطاق أوسع:',
      }),
    ofPrecision: (label: string, count: number) => `${label}: ${number(count)}`,
    withoutPoint: (count: number) =>
      plural(count, {
        one: 'حادثة واحدة ليست على الخريطة لأن إحداثياتها غير مذكورة أو محجوبة.',
        two: 'حادثتان ليستا على الخريطة لأن إحداثياتهما غير مذكورة أو محجوبة.',
        few: '# حوادث ليست على الخريطة لأن إحداثياتها غير مذكورة أو محجوبة.',
        many: '# حادثة ليست على الخريطة لأن إحداثياتها غير مذكورة أو محجوبة.',
        other: '# حادثة ليست على الخريطة لأن إحداثياتها غير مذكورة أو محجوبة.',
      }),
    disputed: <T>(list: T) => [
      'الخطوط المتقطعة: أراضٍ تطالب بها أكثر من دولة (',
      list,
      '). لا تنسبها الخريطة إلى أي منها، وخطوطها تقريبية.',
    ],
    disputedList: 'القائمة مع مصادرها',
    source: `الحدود والمناطق: ${isolate('Natural Earth')}.`,
    kilometres: (count: number) => `${number(count)} كم`,
    help: 'تُحرَّك الخريطة بالسحب. وبلوحة المفاتيح: تحرّكها الأسهم، ويكبّر + ويصغّر -، ويعرض Enter قائمة الحوادث تحت العلامة.',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    list: (count: number) =>
      plural(count, {
        one: 'عرض حادثة واحدة',
        two: 'عرض حادثتين',
        few: 'عرض # حوادث',
        many: 'عرض # حادثة',
        other: 'عرض # حادثة',
      }),
    ofPlace: (place: string, launchedFrom: string | undefined) =>
      `خريطة: ${isolate(place)}${launchedFrom === undefined ? '' : `؛ أُطلقت من ${isolate(launchedFrom)}`}`,
    countryOnly: 'تعرض الخريطة البلد، لأن إحداثيات أدق غير مذكورة أو محجوبة.',
    areaOnly: 'الدائرة المتقطعة تمثل نطاقًا أوسع لا يُعرف بدقة أكبر، وليست حدًّا.',
  },

  mapAreas: {
    label: (points: number, areas: number) => {
      const circles = plural(points, {
        one: 'خريطة حادثة واحدة على شكل دائرة',
        two: 'خريطة حادثتين على شكل دوائر',
        few: 'خريطة # حوادث على شكل دوائر',
        many: 'خريطة # حادثة على شكل دوائر',
        other: 'خريطة # حادثة على شكل دوائر',
      })
      const inAreas = plural(areas, {
        one: 'حادثة واحدة على شكل منطقة',
        two: 'حادثتين على شكل مناطق',
        few: '# حوادث على شكل مناطق',
        many: '# حادثة على شكل مناطق',
        other: '# حادثة على شكل مناطق',
      })
      if (areas === 0) return circles
      return points === 0 ? `خريطة ${inAreas}` : `${circles}، و${inAreas}`
    },
    number,
    shown: (count: number) =>
      plural(count, {
        one: 'حادثة واحدة مرسومة على شكل منطقة، لأن المعروف أو المعلن من مكانها هو المحافظة أو الولاية فقط.',
        two: 'حادثتان مرسومتان على شكل مناطق، لأن المعروف أو المعلن من مكانهما هو المحافظة أو الولاية فقط.',
        few: '# حوادث مرسومة على شكل مناطق تزداد قتامة بعددها، لأن المعروف أو المعلن من مكانها هو المحافظة أو الولاية فقط.',
        many: '# حادثة مرسومة على شكل مناطق تزداد قتامة بعددها، لأن المعروف أو المعلن من مكانها هو المحافظة أو الولاية فقط.',
        other:
          '# حادثة مرسومة على شكل مناطق تزداد قتامة بعددها، لأن المعروف أو المعلن من مكانها هو المحافظة أو الولاية فقط.',
      }),
    list: (areas: number) =>
      plural(areas, {
        one: 'منطقة واحدة',
        two: 'منطقتان',
        few: '# مناطق',
        many: '# منطقة',
        other: '# منطقة',
      }),
    inArea: (area: string, count: number) =>
      `${isolate(area)}: ${plural(count, {
        one: 'حادثة واحدة',
        two: 'حادثتان',
        few: '# حوادث',
        many: '# حادثة',
        other: '# حادثة',
      })}`,
    inAreaWithOthers: (area: string, count: number) =>
      `${isolate(area)}: ${plural(count, {
        one: 'حادثة واحدة',
        two: 'حادثتان',
        few: '# حوادث',
        many: '# حادثة',
        other: '# حادثة',
      })} بلا نقطة أدق، والقائمة تضم كل ما وقع هناك`,
    ofRecord: (isDisputed: boolean) =>
      `المنطقة المظللة هي المحافظة أو الولاية. لم يُذكر مكان أدق، أو أنه محجوب. خطوطها تقريبية.${isDisputed ? ' وهي متقطعة لأن أكثر من دولة تطالب بالأرض.' : ''}`,
  },

  findings: {
    wholeWords: 'يجد البحث كلمات كاملة: «مسيّرة» لا تجد «مسيّرات».',
    withoutWeapon: (count: number, type: string) =>
      plural(count, {
        one: `حادثة واحدة من نوع ${type} لا تذكر سلاحًا، فلا يجدها مرشِّح السلاح.`,
        two: `حادثتان من نوع ${type} لا تذكران سلاحًا، فلا يجدهما مرشِّح السلاح.`,
        few: `# حوادث من نوع ${type} لا تذكر سلاحًا، فلا يجدها مرشِّح السلاح.`,
        many: `# حادثة من نوع ${type} لا تذكر سلاحًا، فلا يجدها مرشِّح السلاح.`,
        other: `# حادثة من نوع ${type} لا تذكر سلاحًا، فلا يجدها مرشِّح السلاح.`,
      }),
    listType: (type: string) => `اختيار نوع ${type} بدلًا من ذلك`,
    begins: (period: string) => `يبدأ الرسم من ${period}.`,
    earlierPart: 'عرض الجزء الأقدم',
    citedPublic: 'لا يُستشهد إلا بالسجلات المنشورة. احذف الحالة.',
    untitled: (name: string) => `مجموعة البيانات ${isolate(name)}`,
    saved: 'حُفظ.',
  },

  downloads: {
    title: 'التنزيل والاستشهاد',
    filesTitle: 'التنزيل',
    rows: (total) =>
      `${plural(total, {
        zero: 'لا حوادث',
        one: 'حادثة واحدة',
        two: 'حادثتان',
        few: '# حوادث',
        other: '# حادثة',
      })}:`,
    more: 'جميع الصيغ والعنوان الدائم والتراخيص وصيغة الاستشهاد والأوامر البرمجية',
    moreFiles: 'جميع الصيغ',
    formats: 'الصيغ',
    file: 'الملف',
    use: 'الاستخدام',
    loss: 'ما لا يتضمنه',
    noLoss: 'لا شيء',
    flatLoss: 'ما لا يتسع له صف واحد، مثل تفاصيل كل سلاح',
    lossFile: 'تقرير بما يُفقد',
    shapes: {
      full: 'CSV بالسجلات الكاملة',
      labels: 'CSV بالتسميات',
      excel: 'CSV لبرنامج Excel',
    },
    shapeUses: {
      full: 'عمود لكل حقل، ويمكن استيراده من جديد دون فقدان شيء',
      labels: 'تسميات بدل الرموز',
      excel: 'يُفتح بالأحرف الصحيحة ولا تُحسب فيه أي معادلة',
    },
    inLayout: (format, layout) => `${isolate(format)} ببنية ${isolate(layout)}`,
    layoutUse: (layout) => `أعمدة ${isolate(layout)} والحوادث التي تشملها قواعده`,
    pinnedTitle: 'العنوان الدائم',
    pinned: 'ملف CSV لهذا الإصدار',
    pinnedHelp:
      'يُنزِّل هذا العنوان البايتات نفسها من جديد مهما تغيّر لاحقًا. ولا يتوقف إلا بعد حجب محتوى أو ترقية هذا الموقع، ويُذكر السبب عندئذ: احفظوا الملف مع عملكم.',
    digest: 'بصمة SHA-256 لهذا الملف',
    licences: 'التراخيص ونسب المصدر',
    dataset: 'مجموعة البيانات',
    noLicence: 'لم يُذكر ترخيص. اسألوا قبل نقل السجلات إلى غيركم.',
    noRecords: 'لا سجلات في القائمة.',
    cite: 'كيفية الاستشهاد بهذه القائمة',
    cited: (title, version) => [title, ` (الإصدار ${version}) [مجموعة بيانات]`],
    citeRecord: 'كيفية الاستشهاد بهذا السجل',
    citationFiles: 'لبرامج إدارة المراجع:',
    code: 'أوامر برمجية تقرأ هذا الملف',
    reading: (language) => `قراءة الملف باستخدام ${language}`,
    notRun: 'كُتب وفق دليل Stata، ولم يُشغَّل.',
  },

  datasetPage: {
    records: 'السجلات',
    periodTitle: 'الفترة',
    period: (from, to) => (to === undefined ? [from] : [from, ' إلى ', to]),
    countries: 'البلدان',
    changed: 'آخر تغيير',
    version: (commit) => `الإصدار ${number(commit)}`,
    edit: 'تعديل الوصف',
    editTitle: (name) => `تعديل وصف ${isolate(name)}`,
    fields: {
      title: 'العنوان',
      description: 'الوصف',
      licence: 'الترخيص',
      attribution: 'نسب المصدر',
      publishable: 'يجوز نشر سجلاتها',
    },
    helps: {
      title: (max) =>
        `الاسم المعروض، بحد أقصى ${number(max)} حرف. تُدرج المجموعة ذات العنوان في القائمة قبل أن يكون لها سجل منشور.`,
      description: (max) => `ما الذي تجمعه وكيف وما الذي تتركه. بحد أقصى ${number(max)} حرف.`,
      licence: (max) => `اسم أو رابط، بحد أقصى ${number(max)} حرف.`,
      attribution: (max) => `كيف ينبغي أن يذكرها الآخرون، بحد أقصى ${number(max)} حرف.`,
      publishable: 'يُترك دون تأشير إذا كان الترخيص لا يسمح بذلك.',
    },
    save: 'حفظ',
    cancel: 'الرجوع دون حفظ',
    mistakes: 'يُرجى تصحيح الحقول المؤشَّر عليها',
    conflict:
      'غيّر شخص آخر الوصف بعد أن فتحتموه. يُذكر عند الحقول ما هو عليه الآن. يمكن الحفظ من جديد لاستبداله.',
    now: (text) => `الآن: ${text}`,
    nowEmpty: 'الآن: فارغ',
    nowFlag: (isPublishable) => (isPublishable ? 'الآن: يجوز نشرها' : 'الآن: لا يجوز نشرها'),
  },

  countsPage: {
    title: 'الأعداد',
    titleBy: (titles: readonly string[]) => `الأعداد: ${titles.join('، ')}`,
    description: 'عدد الحوادث بحسب المكان والنوع والزمن، وعدد من تقول إنهم قُتلوا أو جُرحوا.',
    form: 'ما يُعدّ بحسبه',
    first: 'العدّ بحسب',
    second: 'وبحسب',
    step: 'المدة الزمنية',
    people: 'الأشخاص',
    nothing: 'لا شيء',
    show: 'عدّ',
    list: 'الحوادث بهذه المرشِّحات',
    empty: 'لا توجد حادثة تطابق هذه المرشِّحات.',
    incidents: 'الحوادث',
    measures: { deaths: 'القتلى', injuries: 'الجرحى', civilian_deaths: 'القتلى المدنيون' },
    bounds: {
      low: (measure: string) => `${measure}، الحد الأدنى`,
      best: (measure: string) => `${measure}، أفضل تقدير`,
      high: (measure: string) => `${measure}، الحد الأقصى`,
    },
    withoutNumber: 'دون عدد',
    unstated: (unknown: number, records: number) =>
      unknown === 0
        ? `لا شيء من أصل ${number(records)}`
        : `${number(unknown)} من أصل ${number(records)} دون ذكر عدد`,
    rows: 'الأرقام',
    table: 'جدول الأعداد',
    total: 'جميع الحوادث',
    rowsLeft: (shown: number, all: number) =>
      `هذه أول ${number(shown)} من أصل ${number(all)} من الصفوف. وملف CSV يحويها كلها.`,
    groupsLeft: (count: number) => `مجموعات أصغر لم تُرسم وهي في الجدول: ${number(count)}.`,
    sameScale: 'لهذه الرسوم كلها مقياس واحد.',
    earlier: (count: number) => `حوادث أقدم لم تُرسم: ${number(count)}.`,
    outside: (count: number) => `حوادث لم تُرسم لأن تواريخها لا تقع ضمن مدة واحدة: ${number(count)}.`,
    range: 'ينتهي الخط عند أفضل تقدير، ويمتد الشريط من الحد الأدنى إلى الحد الأقصى. والخط المتقطع: دون عدد.',
    noneStated: 'لا تذكر أي حادثة عددًا.',
    several: (titles: readonly string[]) =>
      `تُحسب الحادثة مرة لكل قيمة فيها (${titles.join('، ')})، لذا لا يساوي مجموع الصفوف العدد الكلي.`,
    sums: (measure: string) =>
      `${measure}: مجاميع الأعداد التي تذكرها الحوادث. وكثير من الحوادث يذكر بعض التقديرات فقط، لذا قد يقع أفضل تقدير خارج الحدين. والشرطة تعني أنه لم يُذكر عدد.`,
    overlap: 'قائمة المدة تضم أيضًا حوادث تتقاطع تواريخها معها فقط.',
    files: 'التنزيل والاستشهاد',
    more: 'العنوان الدائم والتراخيص وصيغة الاستشهاد والأوامر البرمجية',
    version: (commit: number) => `الإصدار ${number(commit)}`,
  },

  ownReports: {
    title: 'بلاغاتي',
    lead: (total: number) =>
      total === 0
        ? 'لم تقدّموا بعد أي بلاغ برمز الدخول هذا.'
        : `${plural(total, {
            one: 'بلاغ واحد قُدِّم',
            two: 'بلاغان قُدِّما',
            few: '# بلاغات قُدِّمت',
            many: '# بلاغًا قُدِّمت',
            other: '# بلاغ قُدِّمت',
          })} برمز الدخول هذا، من الأحدث إلى الأقدم.`,
    submit: 'تقديم بلاغ',
    table: 'جدول بلاغاتي',
    state: 'الحالة',
    todo: 'ما يمكنكم فعله',
    questions: { asked: 'الإجابة عن سؤال', answered: 'الأسئلة وأجوبتكم' },
    pages: 'صفحات بلاغاتي',
    older: 'الأقدم',
  },

  remarks: {
    comments: 'التعليقات',
    noComments: 'لا توجد تعليقات.',
    comment: 'تعليق جديد',
    commentHelp: 'لا يراه إلا المحررون.',
    addComment: 'إضافة التعليق',
    questions: 'أسئلة موجهة إلى مقدّم البلاغ',
    ask: 'سؤال جديد إلى مقدّم البلاغ',
    askHelp: 'يراه مقدّم البلاغ في الإيصال وفي صفحة «بلاغاتي» من دون اسمكم، ويمكنه الإجابة هناك.',
    askButton: 'إرسال السؤال',
    asked: 'طُرح سؤال',
    answered: 'وردت إجابة',
    filer: 'مقدّم البلاغ',
    filerTitle: 'أسئلة المحررين',
    filerHelp: 'يسأل أحد المحررين قبل أن يقرر بشأن بلاغكم. لا يرى إجابتكم إلا المحررون، وهي لا تغيّر البلاغ.',
    editor: 'أحد المحررين',
    you: 'أنتم',
    answer: 'إجابتكم',
    answerMore: 'إضافة إلى إجابتكم',
    answerButton: 'إرسال الإجابة',
    answerTo: (question: string) => `الإجابة عن: ${isolate(question)}`,
  },

  timeline: {
    title: {
      year: 'الحوادث بحسب السنة',
      quarter: 'الحوادث بحسب ربع السنة',
      month: 'الحوادث بحسب الشهر',
      week: 'الحوادث بحسب الأسبوع',
      day: 'الحوادث بحسب اليوم',
    },
    one: (period: string, count: number) => `${period}: ${number(count)}.`,
    summary: (first: string, last: string, most: string, count: number) =>
      `من ${first} إلى ${last}. والأكثر ${number(count)}: ${most}.`,
    periods: 'قائمة المدد',
    counts: 'أعداد الحوادث والأشخاص، بحسب مجموعات أخرى',
    steps: { year: 'السنة', quarter: 'ربع السنة', month: 'الشهر', week: 'الأسبوع', day: 'اليوم' },
    quarter: (year: string, quarter: string) => `الربع ${quarter} من ${year}`,
    week: (year: string, week: string) => `الأسبوع ${week} من ${year}`,
    outside: {
      year: 'ليست ضمن سنة واحدة',
      quarter: 'ليست ضمن ربع واحد',
      month: 'ليست ضمن شهر واحد',
      week: 'ليست ضمن أسبوع واحد',
      day: 'ليست ضمن يوم واحد',
    },
    charts: { value: (label: string, value: string) => `${label}: ${isolate(value)}` },
  },

  /** Merging several records at once. */
  cluster: {
    count: (max: number) => `يجب أن تضم قيمة from من معرّف واحد إلى ${max} من معرّفات السجلات.`,
    side: 'يجب أن تكون القيمة into أو range أو معرّف سجل مدموج مذكور في from.',
    type: 'يجب أن تكون قيمة choose كائنًا يحدد into أو range أو معرّف سجل لكل مؤشر JSON.',
    ids: 'يجب أن تكون قيمة from قائمة معرّفات سجلات.',
    revisions: 'يجب أن تكون قيمة revisions كائنًا يضم رقم نسخة لكل معرّف.',
    body: 'كائن يضم from وreason',
    open: (count: number) => `دمج السجلات كلها معًا (${number(count)})`,
    group: (count: number) => `يبدو أن ${number(count)} من هذه السجلات تصف حادثة واحدة.`,
  },

  /** Bulk edits, and the page of a commit that can undo one. */
  bulk: {
    tooMany: (count: number, max: number) =>
      `عدد السجلات المطابقة للتصفية: ${number(count)}. والحد الأقصى للتعديل دفعة واحدة: ${number(max)}؛ يلزم تضييق التصفية.`,
    tooManyStatements: 'لا يمكن لطلب واحد كتابة هذا العدد من السجلات. لم يُحفظ شيء؛ يلزم تضييق التصفية.',
    confirm: (matched: number) =>
      `يجب أن تكون قيمة confirm مساوية لعدد السجلات المطابقة للتصفية: ${number(matched)}. يلزم تشغيل تجريبي جديد مع dry_run أولًا.`,
    filter: `يجب أن تكون قيمة filter معايير قائمة، مثل ${isolate('country=IQ&tag=checked')}.`,
    filterStatus: `لا يمكن تعديل السجلات المدموجة. يلزم حذف الحالة ${isolate('merged')} من التصفية.`,
    fixed: (name: string) => `الحقل ${isolate(name)} خاص بسجل واحد. يُعدَّل كل سجل على حدة.`,
    unchangeable: 'يُرجى اختيار تغيير واحد على الأقل: قيمة patch، أو وسوم تضاف أو تُحذف.',
    tags: (name: string) => `يجب أن تكون قيمة ${isolate(name)} قائمة وسوم.`,
    mode: 'يجب أن تكون قيمة mode إما all أو valid.',
    confirmType: 'يجب أن تكون قيمة confirm عدد السجلات الذي أظهره التشغيل التجريبي.',
    body: 'كائن يضم filter وpatch وreason',
    title: 'تعديل سجلات عديدة',
    open: (total: number) =>
      plural(total, {
        zero: 'تعديل # سجل',
        one: 'تعديل هذا السجل',
        two: 'تعديل هذين السجلين',
        few: 'تعديل هذه السجلات (#)',
        many: 'تعديل هذه السجلات (#)',
        other: 'تعديل هذه السجلات (#)',
      }),
    lead: <T>(list: Element<T>) => [
      'ينطبق التغيير على كل سجل في ',
      list('هذه القائمة'),
      '. ويُجرَّب أولًا: لا يُحفظ شيء قبل تأكيدكم.',
    ],
    changes: 'التغييرات',
    keep: 'دون تغيير',
    set: (title: string) => `${title}: القيمة الجديدة`,
    remove: (title: string) => `${title}: حذف القيمة`,
    removeShort: 'حذف القيمة',
    addTags: 'وسوم تضاف',
    removeTags: 'وسوم تُحذف',
    tagsHelp: 'يُفصل بين الوسوم بفواصل.',
    patch: `تغييرات أخرى بصيغة ${isolate('JSON merge patch')}`,
    patchHelp: `كائن يضم الحقول المراد تغييرها؛ والقيمة ${isolate('null')} تحذف الحقل. ويُطبَّق بعد الحقول أعلاه.`,
    reasonHelp: 'مطلوب. السبب علني، ويُحفظ مع كل سجل.',
    validOnly: 'تغيير السجلات الصحيحة حتى لو خالفت سجلات أخرى إحدى القواعد',
    rehearse: 'تشغيل تجريبي',
    result: 'نتيجة التشغيل التجريبي',
    matched: 'سجلات القائمة',
    changed: 'سجلات ستتغير',
    unchanged: 'سجلات مطابقة من قبل',
    rejected: 'سجلات ستخالف إحدى القواعد',
    stale: 'سجلات غيّرها آخرون منذ ذلك الحين',
    blocked:
      'لا يتغير شيء ما دامت سجلات تخالف إحدى القواعد. يمكن تعديل التغيير، أو اختيار تغيير السجلات الصحيحة أعلاه.',
    nothing: 'لن يتغير أي سجل.',
    commit: (count: number) =>
      plural(count, {
        zero: 'تغيير # سجل',
        one: 'تغيير سجل واحد',
        two: 'تغيير سجلين',
        few: 'تغيير # سجلات',
        many: 'تغيير # سجلًا',
        other: 'تغيير # سجل',
      }),
    examples: 'أمثلة',
    example: (position: number) => `المثال ${position}`,
    before: 'قبل التغيير',
    after: 'بعد التغيير',
    faults: 'سجلات ستخالف إحدى القواعد',
    fault: 'الخطأ',
    left: 'سجلات تبقى كما هي لأن آخرين غيّروها',
    first: (count: number) => `المعروض هنا أول ${number(count)} منها.`,
    nothingStored: 'لم يُحفظ شيء.',
  },

  /** The page of a commit. */
  commitPage: {
    title: (seq: number) => `الإصدار ${seq}`,
    what: 'الإجراء',
    who: 'بواسطة',
    when: 'الوقت',
    why: 'السبب',
    records: 'عدد السجلات المكتوبة',
    current: 'لم تتغير منذ ذلك الحين',
    replaced: 'تغيرت من جديد منذ ذلك الحين',
    undo: 'التراجع عن هذا الإصدار',
    undoHelp:
      'يعود كل سجل إلى النسخة السابقة. وتُسحب السجلات التي أنشأها هذا الإصدار أو نشرها، وتُرفض البلاغات الجديدة. أما السجلات التي تغيرت منذ ذلك الحين فتبقى كما هي.',
    undoReason: 'تراجع كامل.',
    button: (count: number) =>
      plural(count, {
        zero: 'التراجع عن # سجل',
        one: 'التراجع عن سجل واحد',
        two: 'التراجع عن سجلين',
        few: 'التراجع عن # سجلات',
        many: 'التراجع عن # سجلًا',
        other: 'التراجع عن # سجل',
      }),
    done: 'تغيرت جميع سجلاته منذ ذلك الحين، فليس هناك ما يُتراجع عنه.',
    notUndoable: 'لا يمكن التراجع عن إصدار من هذا النوع.',
    number: 'يجب أن تكون قيمة commit رقم إصدار.',
  },

  site: {
    run: <T>(name: T) => ['يدير هذا الموقع: ', name],
    contact: <T>(contact: T) => ['للتواصل: ', contact],
    licence: <T>(licence: T) => ['رخصة البيانات: ', licence],
    aboutLink: 'عن الموقع والخصوصية',
    about: 'عن هذا الموقع',
    what: 'ما هذا الموقع',
    privacy: 'الخصوصية',
    file: 'تقديم بلاغ',
    explore: 'تصفح الحوادث',
    exploreHelp: <T>(count: Element<T>) => [
      'البحث فيها وترشيحها، ومعرفة من أفاد بماذا، أو ',
      count('عدّها'),
      ' بحسب المكان والنوع والزمن.',
    ],
    use: 'استخدام البيانات',
    useHelp: 'ملفات لبرامج R و Python و Stata و Excel وللخرائط، مع عناوين للاستشهاد.',
    latest: 'أحدث الوقائع',
    addedAtOnce: <T>(date: string, dataset: T) => [
      `أُضيفت هذه كلها دفعة واحدة، في ${date}، إلى مجموعة البيانات `,
      dataset,
      '.',
    ],
    alike: 'وغيرها في اليوم نفسه',
  },

  explore: {
    titles: {
      near: 'قرب نقطة',
      bbox: 'ضمن مستطيل',
      min_deaths: 'القتلى على الأقل',
      max_deaths: 'القتلى على الأكثر',
    },
    helps: {
      q: 'كلمات كاملة: «مسيّرة» لا تجد «مسيّرات».',
      near: 'خط العرض، خط الطول، الكيلومترات. تُستخدم لسجلات لها نقطة.',
      bbox: 'الغرب، الجنوب، الشرق، الشمال، بالدرجات. تُستخدم لسجلات لها نقطة.',
      min_deaths: 'للسجلات التي تذكر العدد الأرجح للقتلى.',
      max_deaths: 'للسجلات التي تذكر العدد الأرجح للقتلى.',
    },
    pinned: { commit: 'الإصدار', as_of: 'كما في' },
    groups: {
      place: 'المكان',
      time: 'الزمان',
      event: 'الحادثة',
      people: 'الأشخاص والأسلحة',
      record: 'المصدر والسجل',
    },
    group: (name, active) => (active > 0 ? `${name} (المحدَّد: ${number(active)})` : name),
    recordLinks: 'هذا السجل',
    csv: 'هذا السجل بصيغة CSV',
    review: 'المراجعة',
    happened: 'مكان الوقوع',
    thisIncident: 'هذه الحادثة',
    narrow: 'تضييق النتائج',
    year: 'السنة',
    severalYears: 'في عدة سنوات',
    all: (values) => `الكل (${number(values)})`,
    notCounted: 'تُحسب هذه السجلات في صفحات خاصة بها، بحسب:',
    previous: 'الصفحة السابقة',
    last: 'الصفحة الأخيرة',
    pageOf: (page, pages) => `الصفحة ${number(page)} من ${number(pages)}`,
    jump: 'الصفحة',
    go: 'انتقال',
    pageNumber: 'رقم الصفحة عدد صحيح من 1 فصاعدًا.',
    pageOrCursor: 'لا يجتمع page وcursor.',
    noPage: (pages) =>
      plural(pages, {
        one: 'توجد صفحة واحدة.',
        two: 'توجد صفحتان.',
        few: 'توجد # صفحات.',
        many: 'توجد # صفحة.',
        other: 'توجد # صفحة.',
      }),
  },
}
