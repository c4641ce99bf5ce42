/** Texts of the schema and names of countries in Arabic. */
import type { CountryCode } from '../../schemas/crosswalk/countries.ts'

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
export const schemaTexts: Readonly<Record<string, string>> = isolateMarked({
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
  'Which source says this? Separate several with "; ".': 'أي مصدر يقول هذا؟ تُفصل المصادر المتعددة بـ ⟨"; "⟩.',
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
  Published: 'منشور',
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
  '{0} has columns of another layout: name one behind a dot.': 'في {0} أعمدة صيغة أخرى: يُسمّى أحدها بعد نقطة.',
  '{0} is a group: name one of its fields behind a dot ({1}).':
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
  '{0} ({1}) is smaller than {2} ({3}).': '{0} ({1}) أصغر من {2} ({3}).',
  'Casualties are "none", so this must be 0 or blank.':
    'في حقل الضحايا «لا يوجد»، فيجب أن يكون هذا 0 أو فارغًا.',
  'Casualties are "unknown", so this must be blank.': 'في حقل الضحايا «غير معروف»، فيجب أن يكون هذا فارغًا.',
  'Give either a group or the name of an actor.': 'تُذكر إما فئة وإما اسم طرف.',
  'Give the publisher, the address or the title of the source.': 'يُذكر ناشر المصدر أو رابطه أو عنوانه.',
  'Another source has this key. Use a different one.': 'لمصدر آخر هذا المفتاح. يُستخدم مفتاح غيره.',
  'No source of this record has a key. Give the source a key first.':
    'ليس لأي مصدر في هذا السجل مفتاح. يُعطى المصدر مفتاحًا أولًا.',
  'The keys are {0} and more.': 'المفاتيح هي {0} وغيرها.',
  'The keys are {0}.': 'المفاتيح هي {0}.',
  'No source has the key "{0}".': 'ليس لأي مصدر المفتاح «{0}».',
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
  '{0} days apart': 'بينهما {0} من الأيام',
  'at the same hour': 'في الساعة نفسها',
  '{0} hours apart': 'بينهما {0} من الساعات',
  'at the same point': 'في النقطة نفسها',
  '{0} km apart': 'بينهما {0} كم',
  'of places that are known roughly': 'لمكانين معروفين على وجه التقريب',
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
  'but {0}': 'لكن {0}',
})

/** The names of the countries: those that the United Nations and Arab media use. */
// biome-ignore format: a table of 251 entries reads better with several on a line
export const countries: Readonly<Record<CountryCode, string>> = {
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
