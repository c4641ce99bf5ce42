/**
 * Every text in English that a person reads and that the schema does not declare, by page. A text with a link or another
 * element in it takes a function for each of them, which the page calls with the words of the element.
 */
import type { eventSubtype, eventType } from '../../schemas/vocabularies.ts'
import { createFormat } from './format.ts'

const { number, plural, or, month, compare } = createFormat('en')

/** Makes an element of a page from its words. */
type Element<T> = (words: string) => T

/** The words of an error, as far as a sentence about several errors needs them. */
interface Fault {
  readonly detail: string
}

/** A problem repeats at most this many errors. */
export const maxErrors = 20

const listFaults = (errors: readonly Fault[]): string => {
  const details = errors.slice(0, maxErrors).map(({ detail }) => detail)
  if (errors.length > maxErrors)
    details.push(`These are the first ${maxErrors} of ${number(errors.length)} errors.`)
  return details.join(' ')
}

const errorCount = (count: number): string => plural(count, { one: '# error', other: '# errors' })

/** A score of possible duplicates, which is no probability: it is given out of 100. */
const outOf100 = (score: number): string => `score ${Math.round(score * 100)} of 100`

/** What happened, in the words of people who are no experts; each type and specific type of event has its own. */
const kinds = {
  shelling: 'Rocket, mortar, artillery or missile attack',
  air_strike: 'Air strike by a plane or helicopter',
  drone_strike: 'Drone strike',
  explosive_device: 'Car bomb, roadside bomb or mine',
  suicide_bombing: 'Suicide bombing',
  grenade: 'Hand grenade',
  chemical: 'Chemical attack',
  strike_unspecified: 'Strike or explosion, not known by what',
  remote_violence: 'Other attack with explosives or from a distance',
  armed_clash: 'Shooting or fighting between armed groups',
  government_regains_territory: 'The state takes back a place by fighting',
  non_state_overtakes_territory: 'An armed group takes a place by fighting',
  battle: 'Other battle',
  attack: 'Killing, shooting or beating of unarmed people',
  abduction: 'Kidnapping or disappearance',
  sexual_violence: 'Rape or other sexual violence',
  violence_against_civilians: 'Other violence against civilians',
  peaceful_protest: 'Peaceful protest',
  protest_with_intervention: 'Protest that was attacked or broken up',
  excessive_force_against_protesters: 'Protesters shot at or killed',
  violent_demonstration: 'Violent protest',
  mob_violence: 'Violence by a crowd',
  unrest: 'Other protest or riot',
  weapons_found: 'Weapons or a bomb found before use',
  plot_foiled: 'Attack prevented',
  disrupted: 'Other attack that was stopped before it began',
  arrests: 'Arrests',
  looting: 'Looting or destruction of property',
  agreement: 'Ceasefire, agreement or talks',
  non_violent_transfer: 'A place changes hands without a fight',
  base_established: 'New base',
  change_to_group: 'An armed group forms, splits or moves',
  strategic_other: 'Other important change',
  strategic: 'Important change, not known which',
  unspecified: 'Force was used, not known how',
  other: 'Something else',
} satisfies Readonly<Record<keyof typeof eventType | keyof typeof eventSubtype, string>>

const statuses: Readonly<Record<string, string>> = {
  submitted: 'submitted',
  published: 'published',
  rejected: 'rejected',
  retracted: 'retracted',
  merged: 'merged',
}

/** The decisions of editors about records and corrections: the words of the button, and the participle. */
const decisions: Readonly<Record<string, { readonly button: string; readonly done: string }>> = {
  publish: { button: 'Publish', done: 'published' },
  reject: { button: 'Reject', done: 'rejected' },
  retract: { button: 'Retract', done: 'retracted' },
  restore: { button: 'Restore', done: 'restored' },
  accept: { button: 'Accept', done: 'accepted' },
  decline: { button: 'Decline', done: 'declined' },
}

/** What an editor can do instead of publishing, by the status of the record. */
const publishHints: Readonly<Record<string, string>> = {
  published: 'It is published already.',
  rejected: 'Restore it, then publish it.',
  retracted: 'Restore it; that publishes it again.',
  merged: 'Restore it first.',
}

/** The condition of each other decision, for a status that does not allow it. */
const transitionHints: Readonly<Record<string, string>> = {
  reject: 'Only a submitted record can be rejected.',
  retract: 'Only a published record can be retracted.',
  restore: 'Only a retracted, rejected or merged record can be restored.',
}

const article = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`)

const roles = {
  public: { many: 'Visitors', one: 'anyone' },
  contributor: { many: 'Contributors', one: 'a contributor' },
  editor: { many: 'Editors', one: 'an editor' },
  admin: { many: 'Admins', one: 'an admin' },
}

/** The acts of permissions, as they read after "cannot" or "to". */
const acts = {
  submit: 'submit a record',
  submitHere: 'submit records or corrections here',
  import: 'import a file',
  publish: 'publish a record',
  edit: "edit published records or other people's records",
  editOwn: 'edit a record',
  review: 'review a record',
  merge: 'merge records or mark them as distinct',
  readAll: 'see unpublished records',
  readOwn: 'see unpublished records',
  createDataset: 'create a dataset',
  describeDataset: 'describe a dataset',
  storeMapping: 'store a mapping',
  readMapping: 'see a mapping',
  manageTokens: 'manage tokens',
  redact: 'redact a record',
  audit: 'see the log of changes',
  rerender: 'render stored records again',
  administer: 'see the administration',
  backUp: 'back up the whole store',
  restore: 'restore a backup',
}

const mappings = {
  address: 'It must be DATASET/NAME, the dataset and the name of a stored mapping.',
  unknown: (address: string) => `There is no mapping ${address}.`,
  ownDataset: (dataset: string) =>
    `The mapping belongs to the dataset ${dataset}, and its records do too. Leave the dataset out.`,
  otherProfile: (profile: string) =>
    `profile=${profile} and a mapping cannot be given together. Leave the profile out.`,
  repeatedColumn: 'The column has a *, one for each entry of a list, so the field needs a * too.',
  object:
    'With a mapping, the body must be one JSON object, as KoboToolbox sends it, or one submission of ODK Central in "value".',
  submissionXml:
    'This is a webhook of ODK Central with XML in it. Send the submission as JSON, as its OData service returns it.',
  twice: 'Name a stored mapping, or send one in the form, not both.',
}

/** By the names of the factories in problems.ts. */
const problems = {
  merged: {
    title: 'Merged into another record',
    description:
      'Both records describe the same event. The Location header has the address of the remaining record.',
    remedy: 'Use the address in Location from now on.',
    detail: (survivor: string) => `The record was merged into /incidents/${survivor}.`,
  },
  invalidQuery: {
    title: 'A parameter is not valid',
    description:
      'A parameter or its value is unknown, or this format does not support it. An unknown parameter is never ignored; an empty one is.',
    remedy: 'Correct the parameters that errors names. The codebook lists all of them.',
    detail: listFaults,
  },
  bodyUnreadable: {
    title: 'The body cannot be read',
    description: 'The body is incomplete, does not match its Content-Type, or is not UTF-8.',
    remedy: 'Send the whole body again, in UTF-8, in the form that its Content-Type names.',
    details: {
      brokeOff: (message: string) => `The connection broke before the end of the body: ${message}`,
      notUnpacked: (coding: string, message: string) =>
        `The body cannot be unpacked as ${coding}, or the connection broke before its end: ${message}`,
      charset: (label: string, hint: string) =>
        `The charset of the Content-Type is not known: "${label}".${hint}`,
      charsets: (stated: string, encoding: string) =>
        `The Content-Type says charset=${stated}, and the parameter says encoding=${encoding}. Send one of them.`,
      jsonEncoding: (encoding: string) =>
        `JSON is always UTF-8 (RFC 8259), but the request says ${encoding}. Convert the file to UTF-8.`,
      notUtf8: (noun: string) => `${noun} is not UTF-8.`,
      notJson: (message: string, noun: string) => `${noun} is not valid JSON: ${message}`,
      keyTwice: (pointer: string, noun: string) =>
        `${noun} has the key ${pointer.slice(0, 200).toWellFormed()} twice. Only one of its values can be meant: send it once.`,
      brokenEscape: (part: string) => `The form has an invalid % escape at "${part}".`,
      unexpectedFile: (name: string) =>
        `"${name}" is a file. A record has no files; send its fields as text.`,
      importParts: 'Send a form with the parts mapping and file, in this order.',
      filePartMissing: 'The form has no part named file.',
      mappingPartMissing:
        'With profile=mapping, send a form with the parts mapping and file, or name a stored mapping with mapping=DATASET/NAME.',
      batchEmpty: (max: number) => `The batch has no record. Send 1 to ${max} records.`,
      boundaryInvalid: 'The Content-Type of the form has no valid boundary.',
      partHeaders: 'The headers of a part cannot be read. Each line must end with CRLF (RFC 2046).',
      notSubmission: mappings.object,
      submissionXml: mappings.submissionXml,
      partUnnamed: 'A part of the form has no name.',
      formTooLarge: 'The form is too large.',
      formCutOff: 'The form ends before its closing boundary.',
    },
  },
  tokenNeeded: {
    title: 'A token is needed',
    description: 'Send Authorization: Bearer with a valid token.',
    remedy: 'Ask an admin for a token.',
    detail: (act: keyof typeof acts) => `To ${acts[act]}, send Authorization: Bearer with a token.`,
    page: (act: keyof typeof acts) => `Sign in to ${acts[act]}.`,
  },
  tokenInvalid: {
    title: 'The token is not valid',
    description:
      'The token is unknown, expired or revoked. Such a token is refused even where no token is needed.',
    remedy: 'Ask an admin for a new token, or send none where none is needed.',
    detail: 'The token is unknown, expired or revoked.',
  },
  forbidden: {
    title: 'Not allowed',
    description: 'The role of this token does not allow this.',
    remedy: 'Use a token of the role that the detail names.',
    detail: (role: keyof typeof roles, act: keyof typeof acts, allowed: keyof typeof roles) =>
      `${roles[role].many} cannot ${acts[act]}. Ask ${roles[allowed].one}.`,
  },
  outOfScope: {
    title: 'The token is not for this dataset',
    description:
      'The token is limited to named datasets, and the record, file or mapping belongs to another.',
    remedy: 'Use a token for this dataset, or ask an admin to limit this one otherwise.',
    detail: (dataset: string, datasets: readonly string[]) =>
      `This token is not for the dataset ${dataset}. It is for ${datasets.join(', ')}.`,
  },
  crossOrigin: {
    title: 'The form was sent from another site',
    description:
      'The Origin header of a form must be this site; reports may also come from the sites that the operator names in FORM_ORIGINS.',
    remedy: 'Send the form from this site, or ask the operator to name yours in FORM_ORIGINS.',
    detail: (origin: string) =>
      `The form was sent from ${origin === 'null' ? 'a page that does not say where it is' : origin}, which may not send forms here. Nothing was stored. Go back to keep what you typed, then open the form on this site and send it again.`,
  },
  formStale: {
    title: 'The form is out of date',
    description:
      'You signed in or out after opening this form, or opened it on another site. Reload the page and submit it again.',
    remedy: 'Reload the page and submit the form again.',
    detail: 'You signed in or out after opening this form. Reload the page and submit it again.',
  },
  notFound: {
    title: 'Not found',
    description: 'There is nothing at this address, or nothing that you may see.',
    remedy: 'Check the address. Something that is not public needs a token.',
    details: {
      page: 'There is no page at this address.',
      record: 'There is no such record, or you may not see it.',
      version: 'The record has no such version, or you may not see it.',
      commit: 'There is no such commit.',
      suggestion: 'There is no such correction.',
      queueEntry: 'No such entry awaits review. Somebody may have decided on it.',
      receipt: 'There is no such receipt. Check that the address is complete.',
      question: 'The record has no such question.',
      token: 'There is no such token.',
      dataset: 'There is no such dataset. An editor creates it with PUT /datasets/NAME.',
      mapping: 'The dataset has no mapping of this name.',
      problemType: 'There is no such type of problem.',
      securityContact:
        'The operator of this site has named no contact for security: SECURITY_CONTACT is not set.',
      import: 'There is no such import, or you may not see it.',
      importUnfinished:
        'This import is still running or was interrupted. If it was interrupted, send the file again.',
      importErrors: 'The errors of this import are no longer kept.',
      importFile: 'The file of this import is no longer kept.',
      upload: 'There is no such upload of yours. One that is not imported within a day is deleted.',
      importNoTable: 'The file of this import is not a table.',
      annotatedTableOnly: 'Only tables can be annotated; errors.csv lists every error.',
    },
  },
  methodNotAllowed: {
    title: 'The method is not allowed here',
    description: 'The Allow header lists the methods of this address.',
    remedy: 'Use one of the methods that Allow lists.',
    detail: (method: string, allowed: readonly string[]) =>
      `${method} is not allowed here; use ${or(allowed)}.`,
  },
  referenceTaken: {
    title: 'The reference is already used',
    description: 'Another record of the dataset has this reference. POST never changes an existing record.',
    remedy: 'Choose another reference, or change the existing record by PUT or PATCH.',
    detail: (dataset: string, reference: string) =>
      `Another record of the dataset ${dataset} has the reference ${reference}.`,
    error: 'Use another reference.',
  },
  invalidTransition: {
    title: 'The status of the record does not allow this',
    description:
      'A submitted record can be published or rejected, a published one retracted, and a retracted, rejected or merged one restored. Submitted or published records can be merged; a published record only into a published one. Corrections can be suggested for published records, and each is decided once.',
    remedy: 'Load the record again and choose what its status allows.',
    details: {
      review: (decision: string, status: string) =>
        `${article(statuses[status] ?? status).replace(/^a/, 'A')} record cannot be ${decisions[decision]?.done ?? decision}. ${(decision === 'publish' ? publishHints[status] : transitionHints[decision]) ?? ''}`.trimEnd(),
      suggest: (status: string) =>
        `Corrections can be suggested for published records only; this record is ${statuses[status] ?? status}.`,
      suggestionDecided: (status: string) => `This correction has already been ${status}.`,
      acceptForMerged:
        'The record was merged into another one, so this correction cannot be accepted. Edit the other record instead.',
      correct: (status: string) =>
        `The report has already been reviewed or edited (it is ${statuses[status] ?? status}), so it can no longer be corrected here.`,
      mergeThis: (status: string) =>
        `This record is ${statuses[status] ?? status}. Only submitted or published records can be merged.`,
      mergeIntoMerged: (survivor: string | undefined) =>
        `The other record was itself merged; merge into ${survivor ?? 'the remaining record'} instead.`,
      mergeInto: (status: string) =>
        `The other record is ${statuses[status] ?? status}. Restore it first, or merge it into this one.`,
      mergePublished:
        'A published record cannot be merged into an unpublished one. Publish the other record first, or merge it into this one.',
      undoKind: (kind: string) =>
        `A commit of the kind ${kind} cannot be undone. Revert its records one by one instead.`,
      undoNothing: (stale: number) =>
        stale === 0
          ? 'No record is left to undo. Nothing was changed.'
          : `No record is left to undo: ${plural(stale, { one: '# has', other: '# have' })} been changed since. Nothing was changed.`,
    },
  },
  notPublishable: {
    title: 'Publishing records of this dataset is not allowed',
    description:
      'Records of this dataset can be stored and edited, but not published. An editor can describe the dataset as publishable.',
    remedy: 'File the record without publishing it, or let an editor make the dataset publishable.',
    detail: (dataset: string, restrictedBy?: string) => {
      const body = 'with "publishable": true in its description'
      return restrictedBy === undefined
        ? `Publishing records of the dataset ${dataset} is not allowed. Nothing was stored. If their licence permits it, an editor allows it by PUT /datasets/${dataset} ${body}.`
        : `The licence of ${restrictedBy} restricts redistribution, so its records are not published in a new dataset. Nothing was stored. Import them without publishing; or, if you may publish them, let an editor create the dataset first by PUT /datasets/${dataset} ${body}.`
    },
    error: 'Publishing records of this dataset is not allowed.',
  },
  secondEditorNeeded: {
    title: 'A second editor has to agree',
    description:
      'Two editors publish a record with a withheld place: the first one approves a revision by publishing it in the review, and a second one publishes the same revision. Two editors also show more of a withheld place: the first one edits the published record or suggests a correction, and a second one accepts it. An edit between them makes the approval void.',
    remedy:
      'To publish the record, file it without publishing it, publish it in the review, and let a second editor do the same. To show more of the place, edit the record once it is published, and let a second editor accept the correction.',
    detail:
      'Part of a place is withheld, so one editor alone cannot publish the record or show more of the place. Nothing was stored. Let two editors publish the record in the review, with as much withheld as before. To withhold less, edit the published record: the edit waits until a second editor accepts it.',
    error:
      'Two editors publish a record with a withheld place, or show more of the place. File it without publishing, and withhold as much as before.',
  },
  datasetPublished: {
    title: 'The dataset has published records',
    description: 'A dataset with published records must stay publishable. The detail gives their number.',
    remedy: 'Retract the published records first.',
    detail: (dataset: string, published: number) =>
      `The dataset ${dataset} has ${plural(published, { one: '# published record', other: '# published records' })}. Retract them first. Nothing was changed.`,
    error: 'A dataset with published records must stay publishable.',
  },
  conflict: {
    title: 'Conflicting concurrent request',
    description: 'Another request for the same record, key or reference is being processed. Retry.',
    remedy: 'Send the same request again after a moment, with the same Idempotency-Key.',
    detail: 'Another request for the same record, key or reference is still being processed. Retry.',
  },
  retracted: {
    title: 'The record was retracted',
    description: 'The record was published and has been withdrawn; the detail gives the reason.',
    remedy: 'Remove the record from your copies.',
    detail: (reason: string | undefined) =>
      reason === undefined ? 'The record was retracted.' : `The record was retracted: ${reason}`,
  },
  pinExpired: {
    title: 'The pinned file is no longer available',
    description:
      'The schema has changed since the address was pinned, so the same bytes cannot be produced. The detail gives both versions.',
    remedy: 'Leave out schema and commit to get the current file.',
    detail: (requested: string, current: string) =>
      `The address is pinned to schema ${requested}; the current schema is ${current}. Leave out schema and commit to get the current file.`,
  },
  redacted: {
    title: 'Redacted',
    description:
      'Part of this had to be removed permanently. The detail gives the commit and the reason; the address without commit shows the remaining content.',
    remedy: 'Use the address without commit, and delete your copies of the earlier content.',
    detail: (seq: number, at: string, reason: string) =>
      `This content was redacted by commit ${seq} on ${at.slice(0, 10)} and is no longer available: ${reason}`,
  },
  staleRevision: {
    title: 'The record has changed since you loaded it',
    description: 'The request names an older revision. The ETag header has the current one.',
    remedy: 'Load the record again, repeat your change, and send it with the new ETag.',
    detail: (revision: number) =>
      `The record is now at revision ${revision}. Load it again and repeat your change.`,
  },
  tooLarge: {
    title: 'The body is too large',
    description: 'The detail gives the limit.',
    remedy: 'Shorten the record, split the batch, or send a file to /imports.',
    details: {
      body: (limit: number) => `The body exceeds the limit of ${limit / 1024} KiB (${limit} bytes).`,
      batch: (max: number, count: number) =>
        `The batch has ${count} records; at most ${max} are accepted. Send a file of more records to /imports.`,
      record: 'The record is too large to store (the limit is about 2 MB, including derived data).',
    },
  },
  unsupportedType: {
    title: 'The Content-Type is not supported here',
    description: 'The Accept header of the response, and its detail, list the supported types.',
    remedy: 'Send one of the supported types, and name it in Content-Type.',
    detail: (type: string, accepted: readonly string[]) =>
      `${type === '' ? 'Content-Type is missing' : `${type} is not supported here`}; send ${or(accepted)}.`,
    mislabelledJson: (type: string, json: string) =>
      `The body looks like JSON, but its Content-Type is ${type === '' ? 'missing' : type}. Send Content-Type: ${json}.`,
  },
  unsupportedCoding: {
    title: 'The Content-Encoding is not supported here',
    description: 'The Accept-Encoding header of the response, and its detail, list the supported codings.',
    remedy: 'Send the body in a supported coding, or as it is.',
    detail: (coding: string, accepted: readonly string[]) =>
      `Content-Encoding: ${coding} is not supported here; send ${or(accepted)}, or the body as it is.`,
  },
  rangeNotSatisfiable: {
    title: 'The range lies beyond the end of the file',
    description: 'The Content-Range header and the detail give the size of the file.',
    remedy: 'Ask for a range within the size, or for the whole file.',
    detail: (size: number) =>
      size === 0
        ? 'The file is empty, so it has no ranges.'
        : `The file has ${size} bytes. Ask for a range within 0-${size - 1}.`,
  },
  invalidRecord: {
    title: 'The record is not valid',
    description:
      'errors lists each error with its pointer, the rule it breaks and the correct form. Nothing was stored.',
    remedy: 'Correct each field as its error says, and send the record again.',
    detail: (errors: readonly unknown[]) =>
      errors.length > maxErrors
        ? `${errorCount(errors.length)}; the first ${maxErrors} are listed.`
        : `${errorCount(errors.length)}.`,
  },
  invalidRequest: {
    title: 'Please correct the following',
    description: 'errors lists each error with its pointer and the correct form. Nothing was changed.',
    remedy: 'Correct each field as its error says, and send the request again.',
    detail: listFaults,
  },
  invalidFile: {
    title: 'The file cannot be read',
    description:
      'The file is not a table with the columns of the profile. Each error gives its line. Nothing was stored.',
    remedy:
      'Correct the lines that errors names, or choose the profile or the mapping that fits the columns.',
    detail: listFaults,
  },
  idempotencyKeyReused: {
    title: 'The Idempotency-Key was used for another request',
    description: 'A key belongs to one request. Use a new key for a new request.',
    remedy: 'Repeat a key only with the same body.',
    detail: 'This Idempotency-Key was already used with another body. Use a new key.',
  },
  preconditionRequired: {
    title: 'If-Match is required',
    description: 'An edit must name the revision that it is based on, by the ETag of the record.',
    remedy: 'Load the record, and send its ETag in If-Match.',
    detail: 'Send If-Match with the ETag of the record that you have seen.',
  },
  suggestionsFull: {
    title: 'Too many pending corrections',
    description:
      'Editors must review the pending corrections before more are accepted. The detail gives the limit.',
    remedy: 'Try again when editors have reviewed some.',
    details: {
      record: 'There are too many pending corrections for this record (limit 20). Try again in a few days.',
      network: 'There are too many pending corrections from your network today. Try again tomorrow.',
      public:
        'There are too many pending corrections from the public (limit 1,000). Try again in a few days.',
    },
  },
  remarksFull: {
    title: 'Nothing more can be said here',
    description:
      'A record can have at most 200 comments and 20 questions to its filer, and a question at most 10 answers.',
    remedy: 'Edit the record: the facts belong in its fields and notes.',
    details: {
      comment: 'The record has 200 comments, the most that it can have.',
      question: 'The record has 20 questions to its filer, the most that it can have.',
      answer: 'The question has 10 answers, the most that it can have.',
    },
  },
  formHeld: {
    title: 'The form looks as if a program had filled it in',
    description:
      'The form arrived faster than a person fills it in, or has something in a field that people do not see. Nothing was stored.',
    remedy:
      'The page shows the form again with everything that was typed: send it once more. Programs send JSON, or a form without the fields of the page that begin with "_".',
    details: {
      early:
        'The form arrived faster than people fill one in. Nothing has been saved, and everything you typed is still here. Read it over, and submit it again.',
      filled:
        'A field that the page hides was filled in, perhaps by your browser. Nothing has been saved, and everything you typed is still here. Submit it again.',
      unverified:
        'The check that a person sends the form has not succeeded; it needs JavaScript. Nothing has been saved, and everything you typed is still here. Complete the check above the button, and submit again.',
    },
  },
  queueFull: {
    title: 'Too many reports await review',
    description:
      'Editors must review reports of the public before more are accepted. Retry-After gives the number of seconds to wait.',
    remedy: 'Keep what you typed, and submit it again in some hours. With a token you can submit now.',
    detail:
      'Too many reports await review, so this site takes no more for now. Nothing has been saved. Keep what you typed, and submit it again in some hours.',
  },
  rateLimited: {
    title: 'Too many requests',
    description: 'Retry-After gives the number of seconds to wait.',
    remedy: 'Wait that long, then send the request again.',
    detail: (seconds: number) => `Try again in ${plural(seconds, { one: '# second', other: '# seconds' })}.`,
    network: (seconds: number) =>
      `Too many reports come from your network, perhaps from other people in it. Try again in ${plural(seconds, { one: '# second', other: '# seconds' })}. With a token there is no such limit.`,
    batch: (seconds: number) =>
      `Each record of a batch counts. Nothing was stored. Send fewer records at once, in ${plural(seconds, { one: '# second', other: '# seconds' })}, or use a token.`,
  },
  rerenderNeeded: {
    title: 'Filters are being updated',
    description:
      'The schema has changed, and some stored records still have filters of the previous one. Files without filters are complete. Retry-After gives the number of seconds to wait.',
    remedy: 'Try again later, or download files without filters.',
    detail:
      'Some records still have filters of the previous schema, so a filter could miss records. The operator updates them with npm run rerender. Until then, use no filters other than dataset, status and warnings.',
  },
  restoreRefused: {
    title: 'The backup cannot be restored here',
    description:
      'A restore fills an empty store of the same version of Sitrep from one backup. Nothing was changed.',
    remedy:
      'Restore into an empty store, with the version of Sitrep that made the backup, and upgrade it afterwards.',
    details: {
      notEmpty: (table: string) =>
        `The store is not empty: the table ${table} has rows. Restore into an empty store.`,
      otherVersion: (backup: string, own: string) =>
        `The last migration of the backup is ${backup}, and that of this store ${own}. Restore with the version of Sitrep that made the backup.`,
      otherBackup: (id: string) =>
        `The restore of another backup (${id}) has begun. Go on with that one, or take an empty store.`,
      otherPosition: (position: number) =>
        `The ${number(position)} rows before these are not all that is there. Begin the command again: it goes on where it was.`,
      notBegun: 'No restore has begun.',
      wrongRows: (table: string) => `The rows of ${table} are not those of a backup.`,
      wrongFile: (key: string) => `${key} is not a file of a backup.`,
      incomplete: (table: string, expected: number, found: number) =>
        `The table ${table} has ${number(found)} rows, and should have ${number(expected)}.`,
    },
  },
  restoring: {
    title: 'A backup is being restored',
    description:
      'The store takes nothing else until the restore has ended. Retry-After gives the number of seconds to wait.',
    remedy: 'Try again later.',
    detail:
      'A backup is being restored here, so nothing can be saved for now. Nothing has been saved. Try again later.',
  },
  internal: {
    title: 'Something went wrong',
    description: 'The fault is on our side; instance identifies the request.',
    remedy: 'Try again later. If it happens again, tell the operator the instance.',
    detail: 'The fault is on our side. It is recorded in the log under this instance.',
  },
}

/** Says where two records differ; `count` is the number of all differences. */
const differingPointers = (pointers: readonly string[], count: number): string =>
  count === 0
    ? 'The records have the same values everywhere.'
    : `They differ at ${pointers.join(', ')}${count > pointers.length ? ` and ${count - pointers.length} more places` : ''}.`

/** Errors of small requests; the API names the field. */
const requests = {
  reason: {
    type: 'reason must be text.',
    text: 'reason must be valid text without NUL characters.',
    missing: 'Please give a reason.',
    length: (max: number) => `reason can have at most ${max} characters.`,
  },
  number: (name: string) => `${name} must be a number.`,
  wholeNumber: (name: string) => `${name} must be a whole number.`,
  patch: 'patch must be a merge patch: an object with the fields to change.',
  choose: {
    type: 'choose must be an object, which names into, from or range for JSON Pointers.',
    side: 'Each value of choose must be into, from or range.',
    unknown: (pointers: readonly string[], count: number) =>
      `A record has no field with this pointer. ${differingPointers(pointers, count)}`,
    equal: (pointers: readonly string[], count: number) =>
      `The records do not differ here. ${differingPointers(pointers, count)}`,
    own: () =>
      'The record that remains keeps its own value, and the merged one keeps its own too. Leave it out of choose.',
    noRange: () => 'This value has no range. It can be into or from.',
    part: (outer: string) => `This is a part of ${outer}. Choose ${outer}.`,
    overlap: (outer: string) => `This is a part of ${outer}, which is chosen too. Choose one of them.`,
  },
  choice: (name: string, choices: readonly string[]) => `${name} must be ${or(choices)}.`,
  recordId: (name: string) => `${name} must be the id of a record.`,
  flag: (name: string) => `${name} must be true or false.`,
  /** The whole body, as a sentence about it begins. */
  body: {
    decision: 'An object with decision and reason',
    decline: 'An object with suggestions and reason',
    reports: 'An object with decision, reports and reason',
    assignee: 'An object with release, optional,',
    revert: 'An object with version and reason',
    redaction: 'An object with reason, and remove, erase or both,',
    suggestion: 'An object with reason, revision and patch',
    remark: 'An object with text',
    answer: 'An object with question and text',
    reason: 'A reason',
    merge: 'An object with into and reason',
    distinct: 'An object with other and reason',
    mapping: 'The mapping',
    expected: (noun: string) => `${noun} is required.`,
  },
  suggestions: {
    item: 'suggestions must be ids.',
    type: 'suggestions must be a list of ids.',
    empty: 'Choose at least one correction.',
    length: (max: number) => `suggestions can have at most ${max} ids.`,
  },
  assignee: 'assignee must be one or more of me, others and none.',
  reports: {
    item: 'reports must be objects with id and revision.',
    type: 'reports must be a list of objects with id and revision.',
    empty: 'Choose at least one report.',
    length: (max: number) => `reports can have at most ${max} entries.`,
  },
  redaction: {
    removeType: 'remove must be a list of JSON Pointers.',
    removePointer: 'remove must be JSON Pointers to fields, such as /location/place.',
    eraseType: 'erase must be a list of texts.',
    eraseShort: 'A text to erase must have at least two characters.',
    eraseLong: (max: number) => `A text to erase can have at most ${max} characters.`,
    eraseBroken: 'A text to erase must be valid Unicode.',
    listType: (name: string) => `${name} must be a list.`,
    listLength: (name: string, max: number) => `${name} can have at most ${max} entries.`,
    empty: 'Say what to redact: fields to remove, or texts to erase.',
    reasonLeaks: 'The reason is public, and it contains a text that is to be erased. Reword it.',
    referenceTaken:
      'The redacted reference would equal that of another record. Remove /reference altogether.',
  },
  remark: {
    type: 'text must be text.',
    text: 'text must be valid text without NUL characters.',
    missing: 'Please write something.',
    length: (max: number) => `text can have at most ${max} characters.`,
    question: 'question must be the id of a question.',
  },
  correctionNotes: 'A correction cannot have notes for editors. Put what they should know into the reason.',
  correctionEmpty: 'The correction changes nothing. Change at least one field.',
  noSuchRecord: (name: string) => `There is no record with the id in ${name}.`,
  mergeSelf: 'A record cannot be merged into itself. Name another record.',
  distinctSelf: 'A record cannot be distinct from itself. Name another record.',
  idempotencyKey: (max: number) => `Idempotency-Key must have 1 to ${max} characters.`,
  oneCountry: 'Name one country, such as country=IQ.',
  futureTime: 'This time is in the future. Leave as_of out for the newest records.',
  futureCommit: (commit: number) => `There is no commit ${commit} yet.`,
  rerender: {
    noun: 'An object with after and limit, both optional,',
    after: 'after must be the cursor of an earlier answer.',
    limit: (max: number) => `limit must be a whole number from 1 to ${max}.`,
  },
  backup: { at: 'It must be the time that /backup gave with the commit.' },
  restore: {
    noun: 'An object with the parts of a backup',
    body: 'It must be a part of a backup, as npm run restore sends it.',
  },
  /** The address of a page or file; its parameters begin the sentence. */
  comparison: 'A comparison needs from and to, each a revision number, and no other parameter.',
  revision: 'It must be a whole number of 1 or more.',
  booleanParameter: 'It must be true or false.',
  publicView: 'It must be public, once.',
  range: (min: number, max: number) => `It must be a whole number from ${min} to ${max}.`,
  cursor: 'The cursor is not valid. Use the "next page" link exactly as it was given.',
  cursorOfResponse: 'It must be the cursor of an earlier response.',
  commitNumber: 'It must be the number of a commit; 0 is before the first.',
  notWithCursor: 'It cannot be combined with cursor.',
  layout: (layouts: readonly string[]) => `name a layout: ${or(layouts)}.`,
  list: 'The page',
  unsupported: (format: string, option: string | undefined) =>
    `${format} does not support ${option ?? 'this parameter'}.`,
  useFormats: (formats: readonly string[]) => `Use ${or(formats)}.`,
  countedForEach: (names: readonly string[]) =>
    `A record counts once for each ${names.join(' and each ')} that it has, so do not add up the counts.`,
  tooManyRows: (format: string, max: number, rows: number, isLayout: boolean) =>
    `${format} can hold at most ${number(max)} ${isLayout ? 'rows' : 'records'}; this query has ${number(rows)}. Use CSV (/incidents.csv)${isLayout ? '' : ' or Parquet (/incidents.parquet)'}, or add filters.`,
}

const nullValues = (text: string): string =>
  `Import with null_values=${encodeURIComponent(text)} to leave such cells blank, or with null_values= (empty) if`

/** Errors of the fields of a record. */
const fields = {
  required: 'This field is required.',
  emptyList: 'Add at least one entry.',
  emptyItem: 'The entry is blank. Remove it or fill it in.',
  type: (expected: string) => `It must be ${expected}.`,
  /** The types of values, by the names of valibot. */
  types: {
    string: 'a text',
    number: 'a number',
    array: 'a list',
    object: 'a group of fields',
    record: 'a group of fields',
    union: 'a text, a number, true or false',
    other: 'another kind of value',
  } as Readonly<Record<string, string>> & { readonly other: string },
  group: 'It must be a group of fields.',
  record: 'A record must be one object with named fields.',
  whole: 'It must be a whole number.',
  countText:
    'Write a whole number in digits, such as 12. For a range or "at least", use low and high; if no number is stated, leave them blank.',
  wholeText: 'Write a whole number in digits, such as 12, or leave the field blank.',
  /** The numbers that an estimate in words means. */
  estimateAs: (text: string, numbers: readonly (readonly [name: string, number: string])[]) =>
    `Write a whole number in digits. For "${text}", write ${numbers.map(([name, value]) => `${value} in ${name}`).join(' and ')}.`,
  asEstimate: (numbers: readonly (readonly [name: string, number: string])[]) =>
    ` Write {${numbers.map(([name, value]) => `"${name}": ${value}`).join(', ')}}.`,
  /** The right form, as JSON. */
  writeAs: (json: string) => ` Write ${json}.`,
  withoutQuotes: (value: number) => ` Write ${value}, without quotes.`,
  inQuotes: (value: number) => ` Write "${value}", in quotes.`,
  degreesAs: (text: string, value: number) =>
    `Write decimal degrees: ${value}, if "${text}" is in degrees, minutes and seconds.`,
  otherAxis: (text: string, axis: string, value: number) =>
    `"${text}" is a ${axis}. Write ${value} in ${axis}.`,
  pointInOne: (first: string, second: string) =>
    `These are two numbers. If they are a point, write ${first} in latitude and ${second} in longitude.`,
  swapped: ' Latitude and longitude seem to be swapped.',
  coordinateText: 'Write decimal degrees, such as 33.4265 or -44.1; south and west are negative.',
  ambiguousNumber: (
    text: string,
    { decimal, grouped }: { readonly decimal: number; readonly grouped: number },
  ) =>
    `"${text}" could be ${decimal} or ${number(grouped)}. Write ${Number.isInteger(decimal) ? `${decimal} or ` : ''}${grouped}, without a separator.`,
  /** Words for no value in the cells of an import. */
  placeholder: {
    word: (text: string) =>
      `"${text}" usually means that there is no value. ${nullValues(text)} it is the value.`,
    code: (text: string, label: string) =>
      `${text} is the code of ${label}, and usually means that there is no value. ${nullValues(text)} it is ${label}.`,
    formula: (text: string) =>
      `${text} is the error of a formula. Correct the formula, or import with null_values=${encodeURIComponent(text)} to leave such cells blank.`,
  },
  nullValue: (value: number) => ` If ${value} means unknown, import with null_values=${value}.`,
  min: (min: string) => `It must be ${min} or more.`,
  max: (max: string) => `It must be ${max} or less.`,
  numberTooLarge: 'The number is too large.',
  maxEntries: (max: string) => `The list can have at most ${max} entries.`,
  tooManyEntries: (count: number, max: number) =>
    `The list has ${count} entries; at most ${max} are allowed.`,
  textLength: (count: number, max: number) =>
    `The text has ${number(count)} characters; the field can hold ${number(max)}.`,
  tooDeep: 'The object is nested more than 32 levels deep.',
  brokenText: 'The text has half of a surrogate pair. Type it again.',
  controlCharacter: (code: string) => `The text has the control character U+${code}. Remove it.`,
  nul: 'The text has a NUL character. Remove it.',
  columnName: 'A column cannot have this name.',
  code: (nearest: string) => `There is no such code. Did you mean ${nearest}?`,
  country: (countries: readonly string[]) => `There is no such code. Did you mean ${countries.join(' or ')}?`,
  formerState: (countries: readonly string[]) =>
    `This state no longer exists. Give the country of today at the place: ${countries.join(' or ')}.`,
  codeAmong: (codes: readonly string[]) => `There is no such code. The codes are ${codes.join(', ')}.`,
  codeInCodebook: 'There is no such code. See the codebook.',
  subtypeAsType: (subtype: string, type: string) =>
    `${subtype} is a specific type of event. Send event_subtype=${subtype}; its event_type is ${type} and may be left out.`,
  typeAsSubtype: (type: string) =>
    `${type} is a type of event, not a specific one. Send event_type=${type} and leave event_subtype blank, or choose a more specific code.`,
  unknown: (owner: string | undefined, name: string, nearest: string | undefined, known: readonly string[]) =>
    `${owner ?? 'A record'} has no field "${name}". ${nearest ? `Did you mean ${nearest}?` : `Its fields are ${known.join(', ')}.`}`,
  point: (owner: string | undefined, name: string, json: string, { isReversed }: { isReversed: boolean }) =>
    `${owner ?? 'A record'} has no field "${name}". Write ${json}.${isReversed ? ' In GeoJSON, the longitude comes first.' : ''}`,
  misplaced: (name: string, path: readonly string[]) =>
    `A record has no field "${name}". Its place is ${path.join('.')}; in JSON: ${path.reduceRight((inner, step) => (/^\d+$/.test(step) ? `[${inner}]` : `{"${step}": ${inner}}`), '…')}.`,
  renamed: (former: string, name: string) => `${former} is called ${name} now. Use the new name.`,
  bothNames: (former: string, name: string) =>
    `${former} is the former name of ${name}, and both have a value. Give one of them.`,
  readOnly: (name: string) => `The server sets ${name}; leave it out.`,
  unresolvedLink: 'No published record has this id or reference yet.',
  unknownDataset: (dataset: string) => `There is no dataset "${dataset}". Leave it out to use "reports".`,
  datasetOutOfScope: (datasets: readonly string[]) => `Your token is for ${or(datasets)} only.`,
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Faults of a table. */
const tables = {
  byte: (hex: string) =>
    `It holds the byte ${hex}, which is not UTF-8 here. Save the file as UTF-8, or state its encoding, for example encoding=windows-1252.`,
  undefinedBytes:
    'It holds a byte that the encoding of the file does not define. State the right encoding, or save the file as UTF-8.',
  halfCharacter: 'It holds half of a UTF-16 character. Save the file as UTF-8.',
  guess: (readings: readonly { readonly encoding: string; readonly text: string }[]) => {
    const [guess, ...others] = readings.map(({ encoding, text }) => `"${text}" in ${encoding}`)
    const [{ encoding = '' } = {}] = readings
    const rest = others.length > 0 ? `; others are ${others.join(' and ')}` : ''
    return `The file is not UTF-8 and states no encoding. The most likely reading is ${guess}${rest}. If the first is right, send encoding=${encoding}; else send the right encoding, or save the file as UTF-8.`
  },
  openQuote: 'The file ends before the quote is closed.',
  textAfterQuote: 'Text follows the closing quote. Write a quote inside a quoted cell twice: "".',
  spaceBeforeQuote:
    'A space stands before the quote that opens a cell. Remove it, so that the quoted text stays one cell.',
  nul: 'It holds a NUL; take it out.',
  quoteLine: (line: number) => ` The quote opens on line ${line}.`,
  cells: (cells: number, columns: number) =>
    `The row has ${counted(cells, 'cell')}; the header has ${counted(columns, 'column')}.`,
  namelessHeader: 'The header names no column.',
  column: (place: number) => `Column ${place}`,
  namelessColumn: (place: number) =>
    `Column ${place} has no name but holds this value. Name the column, or delete it. If it numbers the rows, save without it: index=False in pandas, row.names = FALSE in R.`,
  indexColumn: (name: string) =>
    ` "${name}" can be the name that pandas or R gives to a column without a name. If it numbers the rows, delete it, or save without it: index=False in pandas, row.names = FALSE in R.`,
  unmended: (column: string) =>
    `The column ${column} still names an error that made the row unreadable. Correct the row, and empty its cell in ${column}.`,
  cut: 'The file ends here without a line end, so it was probably cut off. Send the whole file.',
  sameColumn: (first: string, second: string, name: string) =>
    `"${first}" and "${second}" are both the column ${name}.`,
  sameName: (first: number, second: number) => `Columns ${first} and ${second} have the same name.`,
  empty: 'The file is empty: it has no header.',
  notJson: (beginning: string) =>
    `The file begins with "${beginning}", so it is not JSON. If it is a table, send it with Content-Type: text/csv.`,
  foreign: ([format, cure]: readonly [string, string]) =>
    `The file is ${format}, not a table as text. ${cure}`,
  /** Each format with what to do instead. */
  formats: {
    zip: ['an Excel workbook or another zip archive', 'Save the table as CSV UTF-8.'],
    ods: ['an OpenDocument spreadsheet (.ods)', 'Save the table as CSV UTF-8.'],
    xls: ['an old Excel workbook (.xls) or an encrypted one', 'Save the table as CSV UTF-8.'],
    gzip: ['a gzip archive', 'Unpack it, or send it with Content-Encoding: gzip.'],
    pdf: ['a PDF document', 'Save the table as CSV UTF-8.'],
    parquet: ['a Parquet file', 'Save the table as CSV UTF-8.'],
    json: ['JSON', 'Send it with Content-Type: application/json.'],
    geojson: ['GeoJSON', 'Send it with Content-Type: application/json.'],
    ndjson: ['NDJSON, with one JSON record on each line', 'Send it with Content-Type: application/x-ndjson.'],
    html: [
      'an HTML page',
      'Save the table as CSV UTF-8. A download may have answered with a page for signing in.',
    ],
    xml: ['XML', 'Save the table as CSV UTF-8.'],
  } satisfies Readonly<Record<string, readonly [string, string]>>,
  delimiter: (delimiter: string) =>
    `The first line names ${delimiter} as the delimiter; a comma, a semicolon or a tab is read.`,
  rowSize: (max: number) =>
    `The row has more than ${max} characters. Is a quote not closed? The rest is not read.`,
}

const listNames = (names: readonly string[], max = 50): string =>
  names.length > max ? `${names.slice(0, max).join(', ')}, …` : names.join(', ')

/** Faults of workbooks. */
const workbooks = {
  damaged:
    'The workbook is damaged or incomplete. Open it in a spreadsheet program, save it again and send it again.',
  xml: (error: string) =>
    `The workbook is damaged: ${error.slice(0, 150)} Open it in a spreadsheet program, save it again and send it again.`,
  encrypted: 'The workbook is encrypted. Save it without a password.',
  unpacked: (size: number, limit: number) =>
    `A part of the workbook takes ${number(size)} bytes unpacked; at most ${number(limit)} are taken. Save the sheet as CSV UTF-8.`,
  texts: (bytes: number, count: number) =>
    `The workbook has more than ${number(bytes)} bytes of text or ${number(count)} texts. Save the sheet as CSV UTF-8.`,
  token: 'The workbook has a text of more than 8 MB.',
  merges: (max: number) => `The sheet has more than ${number(max)} ranges of merged cells. Unmerge them.`,
  noWorkbook: 'The file is a zip archive without a workbook. Unpack it and send the table that is in it.',
  noWorkbookSheets: 'Only workbooks have sheets. Leave out the parameter sheet.',
  noSheets: 'The workbook has no sheet with cells.',
  noSheet: (name: string, names: readonly string[]) =>
    names.length === 1
      ? `There is no sheet "${name}". The only sheet is ${names[0]}.`
      : `There is no sheet "${name}". The sheets are ${listNames(names)}.`,
  emptySheet: (name: string, others: readonly string[]) =>
    `The sheet ${name} is empty.${others.length > 0 ? ` Add sheet=NAME to read another: ${listNames(others)}.` : ''}`,
  foreign: {
    xls: 'The file is an old Excel workbook (.xls). Save it as Excel workbook (.xlsx) or as CSV UTF-8.',
    encrypted: 'The workbook is protected by a password. Save it without a password.',
    xlsb: 'The file is a binary Excel workbook (.xlsb). Save it as Excel workbook (.xlsx) or as CSV UTF-8.',
    ods: 'The file is an OpenDocument spreadsheet (.ods). Save it as Excel workbook (.xlsx) or as CSV UTF-8.',
    numbers: 'The file is a Numbers spreadsheet. Export it as Excel workbook (.xlsx) or as CSV.',
    docx: 'The file is a Word document. Copy its table into a spreadsheet and save that as .xlsx.',
    pptx: 'The file is a presentation. Copy its table into a spreadsheet and save that as .xlsx.',
    other: 'The file is not an Excel workbook (.xlsx). Send CSV as text/csv.',
  },
  formula: 'The formula has no stored result. Open the workbook in a spreadsheet program and save it.',
  errorValue: (value: string) =>
    `The cell shows the error ${value}. Correct its formula, or empty the cell if the value is unknown.`,
  merged: (range: string) =>
    `The cells ${range} are merged, so it is unclear whether the value is that of each or of the first alone. Unmerge them and fill each cell.`,
  mergedHeader: (range: string) =>
    `The cells ${range} are merged. The header must be one row with a name for each column: unmerge the cells, and delete the rows above the header.`,
  titleRow: (title: string, line: number) =>
    `The first row has only "${title}"; row ${line} seems to be the header. Delete the rows above it.`,
  beyondHeader: 'The header has no name for this column. Name it, or empty the cell.',
  rowSize: (max: number) => `The row has more than ${number(max)} characters.`,
}

/** Errors of the parameters of a URL; the name of the parameter goes before them. */
const parameters = {
  once: 'It can be given only once.',
  onceAs: (values: readonly string[]) => `It can be given only once, as one of ${values.join(', ')}.`,
  oneOf: (values: readonly string[]) => `It must be one of ${values.join(', ')}.`,
  noneKnown: ' This address takes none.',
  known: (names: readonly string[]) => ` Known are ${names.join(', ')}.`,
  unknown: (name: string) => `There is no parameter "${name}".`,
  use: (query: string) => `Use ${query}.`,
  /** What else to do instead of a parameter of other services. */
  hints: {
    nextPage: 'Each response links to the next page: follow Link: <…>; rel="next", whose cursor leads there.',
    several: 'Separate several values by commas.',
    repeat: 'Repeat the parameter for several values.',
    yearMissing: (query: string) => `State the year too, such as ${query}.`,
    exactly: (number: string) => `For exactly this number, add max_deaths=${number}.`,
    format: (path: string) =>
      `The extension of the address says the format: use ${path}, with the other parameters as they are.`,
    record: (id: string) => `A record has an address of its own: /incidents/${id}.json.`,
    token:
      'Public records need no key. A token goes into a header, never into an address: Authorization: Bearer sitrep_….',
  },
  maxValues: (max: number) => `At most ${max} values are allowed.`,
  valueMissing: (name: string, values: readonly string[]) =>
    `A value beside a comma is missing; write ${values.length > 0 ? `${name}=${values.join(',')}` : 'one, or leave the comma out'}.`,
  maxWords: (max: number) => `At most ${max} words are allowed.`,
  code: (value: string, nearest: string) => `${value} is not known. Did you mean ${nearest}?`,
  group: (value: string, query: string, codes: readonly string[]) =>
    `${value} is not known. Use ${query}, which means ${codes.join(', ')}.`,
  meant: (value: string, queries: readonly string[]) => `${value} is not known. Use ${queries.join(' or ')}.`,
  otherFilter: (value: string, filters: readonly string[], code: string) =>
    `${value} is a code of ${filters.join(' and of ')}. Use ${filters.map((filter) => `${filter}=${code}`).join(' or ')}.`,
  codeAmong: (value: string, codes: readonly string[]) =>
    `${value} is unknown. Use one of ${codes.join(', ')}.`,
  codeInCodebook: (value: string) => `${value} is unknown. The codebook lists the codes.`,
  slug: (value: string) => `${value} is not a short name of lower-case letters, digits, - and _.`,
  mustBeSlug: 'It must be a short name of lower-case letters, digits, - and _.',
  day: (value: string, name: string, days: readonly string[]) =>
    days.length === 0
      ? `${value} is not a day, month or year; write ${name}=2022-01-05.`
      : `${value} is not a day, month or year; write ${days.map((day) => `${name}=${day}`).join(' or ')}.`,
  count: (value: string) => `${value} is not a whole number from 0.`,
  box: (value: string, box = '38,29,49,38') =>
    `${value} is not west,south,east,north in degrees, south up to north; write bbox=${box}.`,
  circle: (value: string, circle = '33.3,44.4,25') =>
    `${value} is not latitude,longitude,kilometres; write near=${circle}.`,
  noWord: (value: string) => `${value} has no word.`,
  column: (value: string) => `There is no column ${value}.`,
  columnTwice: 'Each column can be named once.',
  dimension: (value: string) => `Records are not counted by ${value}.`,
  timeSteps: (steps: readonly string[]) =>
    `Only one step of time is allowed, and there are ${steps.length}: ${steps.join(', ')}.`,
  maxColumns: (max: number) => `At most ${max} columns and one step of time are allowed.`,
  flag: (value: string, name: string, isYes: boolean) =>
    `${value} is neither true nor false; ${isYes ? `write ${name}=true` : `leave ${name} out for false`}.`,
  commit: (value: string) => `${value} is not the number of a commit. Leave commit out for the newest one.`,
  time: (value: string, day = '2022-02-01') => `${value} is not a time; write as_of=${day}T00:00:00Z.`,
  schema: (value: string) => `${value} is not the version of a schema.`,
  profile: (value: string, profiles: readonly string[]) =>
    `There is no profile ${value} here; there are ${profiles.join(', ')}.`,
  sort: (value: string, sorts: readonly string[]) =>
    `There is no order ${value}; there are ${sorts.join(', ')}.`,
  sortById: 'Lists are in the order of ids already. Leave sort out.',
  limit:
    'It must be a whole number from 0 to 10000. Leave limit out of the address of a file to get all records.',
  cursor: 'It must be the cursor of an earlier response.',
  encoding: (label: string, hint: string) => `There is no encoding "${label}".${hint}`,
  encodingExamples: ' Examples are utf-8, windows-1252, windows-1256, windows-1251 and gb18030.',
  reason: 'It must be a text of 1 to 2000 characters.',
  confirm: 'It must be the number of records that a dry run reported.',
  sheet: 'It must be the name of a sheet of the workbook.',
  nullValues: (max: number) => `It must have at most ${max} texts, separated by commas.`,
  neededForRetract: 'missing=retract needs it.',
  conflicts: {
    asOf: 'commit and as_of cannot be given together.',
    fields: (profile: string) => `fields and profile=${profile} cannot be given together.`,
    labels: (profile: string) =>
      `labels and profile=${profile} cannot be given together: that profile has codes.`,
    lang: 'lang is the language of labels. Add labels=true, or leave lang out.',
    to: 'to is before from.',
    maxDeaths: 'max_deaths is less than min_deaths.',
    count: 'limit=0 counts the records of all pages. Leave cursor out.',
    cursor: (sort: string | undefined) =>
      `The cursor is of a page in another order. ${sort === undefined ? 'Leave sort out' : `Use it with sort=${sort}`}, or leave cursor out to begin at the first page.`,
  },
}

/** Files that arrive in parts. */
const uploads = {
  noun: 'The upload',
  id: 'It must be the id of an upload.',
  part: 'It must be the number of a part, from 1.',
  sha256: 'It must be the SHA-256 digest of the part in 64 hexadecimal digits.',
  partNumber: (parts: number) =>
    `It must be from 1 to ${parts}, since the file has ${plural(parts, { one: '# part', other: '# parts' })}.`,
  partLength: (part: number, length: number, received: number) =>
    `Part ${part} must have ${length} bytes, not ${received}.`,
  digest: (part: number) => `Part ${part} arrived with another digest. Send it again.`,
  tooManyParts: (max: number) => `A file can have at most ${max} parts. Choose longer ones.`,
  missing: (count: number, parts: string) =>
    plural(count, {
      one: `Part ${parts} has not arrived. Send it, then import again.`,
      other: `# parts have not arrived: ${parts}. Send them, then import again.`,
    }),
  imported: (id: string) => `It was imported before: see /imports/${id}.`,
}

/** Errors and results of an import. */
const imports = {
  statements:
    'The file needs more statements than the database allows for one request. Split it into several files, with missing=keep.',
  rows: (max: number) => `An import can have at most ${max} rows. Split the file.`,
  duration: 'An import can take at most an hour. Split the file.',
  nothingMore: (detail: string) => `${detail} Nothing more was stored.`,
  dryRun: 'Dry run: nothing was stored.',
  guessed: (encoding: string, text: string) =>
    `The file states no encoding and was read as ${encoding}, for example "${text}". If that is wrong, send it again with encoding=, for example encoding=windows-1251.`,
  equalTo: (line: number) => `equal to line ${line}`,
  heldBack: 'No record was retracted, because a row that could not be read may belong to any record.',
  failed: 'Nothing was stored, because some rows have errors.',
  unchanged: 'Nothing was stored: all rows are already stored.',
  nothing: 'Nothing was stored.',
  result: (created: number, updated: number, retracted: number, unchanged: number) =>
    `${created} created, ${updated} updated, ${retracted} retracted, ${unchanged} unchanged.`,
  confirm: (retracted: number, { isUncertain }: { readonly isUncertain: boolean }) =>
    `${isUncertain ? 'A rejected row may belong to any record, so none is certainly missing: ' : ''}${retracted} records would be retracted. Rehearse again, or send confirm=${retracted} if that is right. Nothing was stored.`,
  notEditable: 'You may not edit the record with this reference.',
  mappingUnused: (profile: string) =>
    `A mapping is used with profile=mapping only, not with ${profile}. Change the profile, or leave the mapping out.`,
  referenceTwice: 'Another row of this file has this reference.',
  notPublishable: (dataset: string) =>
    `Publishing records of the dataset ${dataset} is not allowed. An editor can allow it at PUT /datasets/${dataset}.`,
}

/** Errors of a redaction. */
const redactionErrors = {
  noField: 'No version of the record has this field.',
  noText: 'No version of the record has this text.',
  exposesPlace: (revision: number) =>
    `In revision ${revision}: this field hides the rest of the place from the public. Remove the withheld fields instead.`,
  requiredField: (revision: number, detail: string) =>
    `In revision ${revision}: ${detail} Erase texts in the field instead of removing it.`,
  otherField: (revision: number, detail: string) =>
    `In revision ${revision}: ${detail} Remove the whole field instead of erasing in it, or erase more of it.`,
}

/** Places that still contain an erased word after a redaction. */
const redactionRemains = {
  dataset: 'The description of this dataset still contains erased text. Edit it.',
  past: 'An earlier description of this dataset, and files downloaded then, still contain erased text.',
  token: 'The name of this token still contains erased text. Revoke it and create another.',
  remark:
    'A comment, a question or an answer about this record still contains erased text. Redact it there too.',
  addresses: (count: number) =>
    `The log of changes has ${plural(count, { one: '# address', other: '# addresses' })} of files that still contain erased text.`,
}

const restoredMergeNote =
  'The other record keeps the details it took over from this one. Edit it if they do not belong there.'

/** The parts that several pages share. */
const common = {
  unknown: 'unknown',
  notStated: 'not stated',
  /** Between a name and its value. */
  according: <T>(sources: T) => ['According to ', sources],
  revision: (revision: number) => `Revision ${revision}`,
  versionOf: (commit: number, date: string) => `Version ${number(commit)}, ${date}`,
  score: outOf100,
  /** Between alternatives or parts of one cell. */
  separator: ', ',
  /** Between clauses of one sentence. */
  clauseSeparator: '; ',
  history: 'History',
  json: 'JSON',
  /** The roles of tokens. */
  roles: { contributor: 'contributor', editor: 'editor', admin: 'admin' } as Readonly<Record<string, string>>,
  untitled: 'Untitled incident',
  /** The headings of tables and lists of incidents. */
  fields: {
    date: 'Date',
    incident: 'Incident',
    place: 'Place',
    kind: 'Type',
    outcome: 'Outcome',
    deaths: 'Deaths',
    dataset: 'Dataset',
    warnings: 'Warnings',
    field: 'Field',
    reason: 'Reason',
    source: 'Source',
  },
}

export const en = {
  language: { code: 'en', direction: 'ltr', name: 'English' },
  number,
  /** Compares two labels for a list in alphabetical order. */
  compare,
  /** Returns a text that the schema declares (a title, help, unit, label, definition or rule) in this language. */
  translate: (english: string): string => english,
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
    time: (date: string, time: string, zone: string) => `${date}, ${time}${zone && ` ${zone}`}`,
    about: (date: string) => `about ${date}`,
    dayParts: {
      dawn: 'at dawn',
      morning: 'in the morning',
      noon: 'at noon',
      afternoon: 'in the afternoon',
      evening: 'in the evening',
      night: 'at night',
      midnight: 'at midnight',
    },
    portions: { early: 'early', late: 'late' },
    dayTime: (part: string, portion: string | undefined) =>
      portion === undefined ? part : `${portion} ${part}`,
    uncertain: (date: string) => `${date} (uncertain)`,
    once: (from: string, to: string) => `once, between ${from} and ${to}`,
    lasting: (from: string, to: string) => `from ${from} to ${to}`,
  },

  estimates: {
    range: (low: string, high: string) => `${low}–${high}`,
    atLeast: (low: string) => `at least ${low}`,
    atMost: (high: string) => `at most ${high}`,
    best: (best: string, range: string) => `${best} (${range})`,
    noneReported: 'none reported',
    reported: {
      none: 'No casualties were reported.',
      some: 'Casualties were reported.',
      unknown: 'It is unknown whether there were casualties.',
      unstated: 'The record does not say whether there were casualties.',
    } as Readonly<Record<string, string>>,
  },

  layout: {
    site: 'Sitrep',
    title: (page: string, site: string) => `${page} – ${site}`,
    skip: 'Skip to content',
    navigation: 'Main',
    entries: {
      incidents: 'Incidents',
      datasets: 'Datasets',
      submit: 'Submit',
      imports: 'Import',
      codebook: 'Codebook',
      unpublished: 'Unpublished',
      own: 'My reports',
      queue: 'Queue',
      duplicates: 'Duplicates',
      admin: 'Administration',
    },
    signIn: 'Sign in',
    signOut: 'Sign out',
    languages: 'Language',
    sessionExpired: 'You have been signed out because your token is no longer valid.',
    about: <T>(codebook: Element<T>, reference: Element<T>) => [
      'Sitrep is a register of armed-conflict incidents, as reported by their sources. Anything no source says is left unknown. The ',
      codebook('codebook'),
      ' defines every field, the ',
      reference('API reference'),
      ' every address.',
    ],
  },

  home: {
    description: 'A register of armed-conflict incidents: browse it, download it, file a report.',
    title: 'Armed-conflict incidents, as reported by their sources',
    lead: 'Monitors report incidents, editors check them, researchers download them. We record who said what, and never confuse “unknown” with “zero”.',
    count: <T>(published: number, version: string, strong: Element<T>) => [
      strong(plural(published, { one: '# published incident', other: '# published incidents' })),
      ` (${version}).`,
    ],
    version: (commit: number, date: string) => `version ${number(commit)}, ${date}`,
    nothing: 'No incidents have been published yet.',
    all: (published: number) => `All ${number(published)} incidents`,
    list: 'All incidents, with filters',
    download: {
      title: 'Download',
      file: <T>(link: T, description: string) => [link, `: ${description}`],
      everyList: <T>(example: T) => [
        'Every list can be downloaded: add .csv (or another extension) to its address and keep the filters, as in ',
        example,
        '. The headers of each file give its number of rows and its version.',
      ],
      types:
        'CSV has no types, and programs that guess them from the first rows change rare or late values. State the types, let the program see all rows (guess_max = Inf in readr, guess_max = 1048576 in readxl, sample_size = -1 in DuckDB), or take Parquet.',
      reading: (language: string) => `Reading the file in ${language}`,
    },
    filing: {
      title: 'File a report',
      form: <T>(form: Element<T>) => ['Use ', form('the form'), '; it works without scripts.'],
      open: 'Anyone can file a report. An editor reviews it before it is published.',
      closed: 'You need a token to file a report here. Ask the people who run this site.',
      json: 'Programs send JSON. The smallest valid record:',
      command: 'Posting a record with curl',
      errors: <T>(codebook: Element<T>) => [
        'If a record is rejected, the response lists every field at fault and the rule it breaks. The ',
        codebook('codebook'),
        ' defines all fields, codes and rules.',
      ],
    },
  },

  files: {
    csv: 'one row per incident',
    json: 'complete records',
    ndjson: 'complete records, one per line',
    geojson: 'points for maps',
    parquet: 'typed columns for DuckDB, Arrow and similar tools',
    xlsx: 'for Excel and LibreOffice',
    zip: 'all tables, with a codebook, a citation, and scripts for R, Python and Stata',
  },

  feed: {
    link: 'Changes to this list (Atom)',
    title: (filters: string) => (filters === '' ? 'Incidents: changes' : `Incidents: changes (${filters})`),
    kinds: {
      create: 'Published',
      publish: 'Published',
      update: 'Changed',
      retract: 'Retracted',
      restore: 'Restored',
      merge: 'Merged',
      redact: 'Redacted',
    },
    withoutRecord: (kind: string, id: string) => `${kind}: incident ${id}`,
    change: (kind: string, reason: string | null) => (reason === null ? `${kind}.` : `${kind}: ${reason}`),
    fields: (pointers: readonly string[]) => `Changed fields: ${pointers.join(', ')}`,
  },
  list: {
    title: 'Incidents',
    description: 'Armed-conflict incidents, with filters; every list can be downloaded.',
    count: (total: number) => plural(total, { one: '# incident', other: '# incidents' }),
    table: 'Table of incidents',
    files: 'Download this list:',
    noMatch: 'No incident matches all of these filters.',
    clear: 'Clear filters',
    empty: 'No incidents have been published yet.',
    pages: 'Pages of the list',
    first: 'First page',
    next: 'Next page',
  },

  desk: {
    kind: 'Kind',
    kinds: { incident: 'report', suggestion: 'suggested correction' },
    assignee: 'In hand',
    assignees: { none: 'with nobody', me: 'with me', others: 'with another editor' },
    filer: 'Filed',
    filers: { public: 'without a token', token: 'with a token' },
    sort: 'Order',
    sorts: {
      filed: 'oldest first',
      '-filed': 'newest first',
      date: 'by date of the event, earliest first',
      '-date': 'by date of the event, latest first',
      duplicates: 'likeliest duplicates first',
    },
    cut: (max: number) =>
      `More than ${number(max)} entries await review. This order has the ${number(max)} that have waited longest.`,
    take: 'Take in hand',
    takeOver: 'Take it over',
    keep: 'Keep another hour',
    release: 'Release',
    free: 'Nobody has this in hand.',
    mine: <T>(since: T) => ['You have this in hand since ', since, '.'],
    theirs: <T>(name: T, since: T) => [
      name,
      ' has this in hand since ',
      since,
      '. You can decide all the same.',
    ],
    stock: 'Usual reason',
    noStock: 'none of these',
    stockHelp: 'What you write below follows it.',
    reasons: {
      publish: [
        'The sources support it.',
        'Several sources confirm it.',
        'Checked with the original report.',
      ],
      reject: [
        'It describes no incident of armed conflict.',
        'No source supports it.',
        'Another record describes the same event.',
        'Too little is known to record it.',
        'It is a test or an advertisement.',
      ],
      retract: ['The sources do not support it.', 'The event did not happen as described.'],
      restore: ['The earlier decision was a mistake.', 'New sources support it.'],
    },
    keys: 'The numbers are access keys: press them with Alt, in Firefox with Alt and Shift, on a Mac with Control and Option.',
    compare: 'Compare and merge',
    doneMany: (status: string, count: number) =>
      `${status}: ${plural(count, { one: '# report', other: '# reports' })}`,
    accepted: 'Correction accepted',
    declined: 'Correction declined',
    approved: 'Approved; another editor has to publish it',
    undo: 'Undo',
    undoReason: 'The decision was taken back.',
    reason: 'Reason for the decision',
    all: (max: number) => `All reports that match the filters, on every page: at most ${max}`,
    rehearse: { publish: 'Publish…', reject: 'Reject…' },
    manyTitle: { publish: 'Publish reports', reject: 'Reject reports', restore: 'Restore reports' },
    manyLead: 'Nothing is changed yet. The reports with a tick are decided in one commit.',
    hasMore: (max: number) => `More reports match. These are the first ${max}.`,
    ready: (count: number) =>
      plural(count, { one: '# report can be decided', other: '# reports can be decided' }),
    kept: (count: number) =>
      plural(count, { one: '# report stays as it is', other: '# reports stay as they are' }),
    none: 'No report can be decided.',
    confirm: {
      publish: 'Publish the ticked reports',
      reject: 'Reject the ticked reports',
      restore: 'Restore the ticked reports',
    },
    back: 'Back to the queue',
    unknownRecord: 'unknown record',
    causes: {
      missing: 'There is no such report.',
      stale: 'Somebody has changed it since you saw it. Look at it again.',
      status: 'Its status does not allow the decision: somebody else has decided.',
      dataset: 'Its dataset is not for publication.',
      reference: 'Another record of the dataset has its reference.',
      rules: 'It breaks rules.',
      second_editor:
        'A part of its place is withheld, so two editors have to publish it. Approve it on its own page, or ask another editor.',
    },
  },

  filters: {
    title: 'Filters',
    search: 'Search',
    from: 'From',
    to: 'To',
    sort: 'Order',
    byId: 'By id',
    show: 'Show',
    apply: 'Filter',
    any: 'any',
    active: 'Active filters',
    value: (title: string, value: string) => `${title}: ${value}`,
    remove: 'remove',
    removeLabel: (title: string) => `Remove the filter ${title}`,
    clear: 'Clear all',
    country: 'Country (code)',
    eventType: 'Type of event',
    withWarnings: 'with warnings',
    withoutWarnings: 'without warnings',
  },

  incident: {
    date: 'Date',
    kind: 'Type of event',
    asWritten: <T>(date: T) => ['As written ', date],
    precision: (precision: string) => `Precision: ${precision}`,
    summary: 'Summary',
    noSummary: 'No summary was written.',
    location: 'Location',
    launchedFrom: 'Launched from',
    countryNotStated: 'country not stated',
    withheld: 'Withheld.',
    actors: 'Actors',
    nameUnknown: 'name unknown',
    together: 'together with ',
    roleNotStated: 'Role not stated',
    targets: 'Targets',
    notNamed: 'not named',
    weapons: {
      title: 'Weapons',
      table: 'Table of weapons',
      kind: 'Type',
      model: 'Model',
      kindNotStated: 'Type not stated',
      help: 'Each count is as reported by its source. Counts from different sources need not add up.',
    },
    casualties: {
      title: 'Casualties',
      table: 'Table of casualties',
      deaths: 'Deaths',
      injuries: 'Injuries',
      low: 'Low',
      best: 'Best',
      high: 'High',
      all: 'All',
      groupNotStated: 'Group not stated',
    },
    damage: 'Damage',
    claims: {
      title: 'Claims of responsibility',
      claim: <T>(by: T) => [by, ' claims responsibility.'],
      unnamed: 'An unnamed speaker',
      medium: 'Medium:',
      status: 'Status:',
    },
    attributions: {
      title: 'Attributions',
      attribution: <T>(by: T, to: T, isSuspected: boolean) => [
        by,
        isSuspected ? ' suspects ' : ' says that ',
        to,
        isSuspected ? ' of carrying it out.' : ' carried it out.',
      ],
      unnamed: 'An unnamed speaker',
      unnamedParty: 'an unnamed party',
      confidence: 'Confidence:',
    },
    links: {
      title: 'Linked incidents',
      responds_to: { forward: 'This responds to', backward: 'Responded to by' },
      follows: { forward: 'This follows', backward: 'Followed by' },
      possible_motive: { forward: 'A possible motive for this', backward: 'This is a possible motive for' },
      same_event: { forward: 'The same event as', backward: 'The same event as' },
      related: { forward: 'Related to', backward: 'Related to' },
      link: <T>(label: string, target: T) => [`${label}: `, target],
      by: <T>(name: T) => [' – according to ', name],
      byUnknown: 'source not stated',
      notHere: '(not in this register, or not public)',
      backlinks: 'From other records',
    },
    sources: {
      title: 'Sources',
      unnamed: 'Unnamed source',
      admiralty: <T>(code: T) => ['Admiralty code ', code],
      reliability: 'Reliability',
      credibility: 'Credibility',
      saidBy: <T>(name: T) => ['Said by ', name],
    },
    external: { title: 'From another dataset', columns: 'Its other columns' },
    notes: 'Notes for the editors',
    publicView: 'As the public sees it',
    warnings: { title: 'Warnings', help: 'Unusual values that may nevertheless be correct:' },
    about: {
      title: 'About this record',
      status: 'Status',
      id: 'Id',
      dataset: 'Dataset',
      reference: 'Reference',
      series: 'Series',
      tags: 'Tags',
      revision: 'Revision',
      commit: 'Commit',
      created: 'Created',
      updated: 'Updated',
      json: 'This record as JSON',
    },
    suggest: 'Suggest a correction',
    past: (revision: number) => `This is revision ${revision}.`,
    current: 'Show the current revision',
    duplicates: 'Possibly the same event',
  },

  history: {
    title: 'History',
    pageTitle: (title: string) => `History: ${title}`,
    publicNote: 'The public history starts at first publication. The names of editors are not shown.',
    table: 'Table of revisions',
    revision: 'Revision',
    when: 'When',
    what: 'Action',
    who: 'Who',
    changed: 'Changed fields',
    more: (count: number) => ` and ${number(count)} more`,
    compare: 'Compare',
    withStatus: (action: string, status: string) => `${action}, ${status}`,
    choice: (revision: number, day: string) => `Revision ${revision}, ${day}`,
    from: 'Compare from',
    to: 'to',
    show: 'Show the difference',
    pages: 'Pages of the history',
    later: 'Later revisions',
    actions: {
      create: 'Filed',
      update: 'Edited',
      publish: 'Published',
      reject: 'Rejected',
      retract: 'Retracted',
      restore: 'Restored',
      merge: 'Merged',
      redact: 'Redacted',
    },
  },

  comparison: {
    title: 'Comparison',
    pageTitle: (title: string) => `Comparison: ${title}`,
    table: 'Differences',
    same: 'There are no differences.',
    all: 'All revisions',
    revertTitle: (revision: number) => `Revert to revision ${revision}`,
    revertHelp:
      'The content of that revision becomes the next revision; all revisions are kept. Your reason is public.',
    revert: 'Revert',
    revertReason: (revision: number) => `Back to revision ${revision}.`,
  },

  redaction: {
    title: 'Redact',
    done: 'The record was redacted.',
    filesFollow: 'Files that contained it are no longer served and will be deleted soon.',
    explanation:
      'Redaction permanently removes content from every version of this record and cannot be undone. It also deletes suggested corrections of the record, files imported into its dataset and cached downloads; running imports must be sent again. Pinned addresses that contained the content report that it is gone. This is the only way to take back a location that was published before it was withheld.',
    erase: { label: 'Texts to erase', help: 'One per line, exactly as written. Each becomes [redacted].' },
    remove: {
      label: 'Fields to remove',
      help: 'One JSON Pointer per line, such as /location/place or /sources/1.',
    },
    reason: { label: 'Reason for the redaction', help: 'The reason is public.' },
    submit: 'Redact permanently',
  },

  submit: {
    title: 'Submit a report',
    titleWithErrors: 'Not submitted: please correct the report',
    titleToConfirm: 'Not submitted yet: is this right?',
    description: 'File a report of an armed-conflict incident.',
    lead: "Say what you know, and leave blank what you don't.",
    people: 'Name individuals only if necessary, and only in the summary.',
    receipt: 'After submitting, you get a link to follow the report and correct it.',
    privacy:
      'Editors see your report and the time at which it arrived. The public sees the day, and only if the report is published. Your internet address and your browser are neither stored nor logged, so the people who run this site cannot look up who you are.',
    trap: 'Leave this field empty',
    button: 'Submit',
    complete: 'Open the form with all fields',
    used: 'This form has already filed a report with another text. Nothing has been saved now, and everything you typed is still here. Submit again to file it as a further report; to correct the first one, use the link to its receipt.',
    closed: {
      notice: 'This site does not accept reports from the public.',
      help: 'Ask the people who run this site for a token. A program sends its token with each request; the smallest valid record:',
      command: 'Posting a record with curl',
      codebook: <T>(codebook: Element<T>) => ['The ', codebook('codebook'), ' defines all fields.'],
    },
  },

  form: {
    required: 'required',
    neededInEntry: 'required in each entry',
    notStated: 'not stated',
    choose: 'Choose',
    date: 'Such as 2022-01-05, 2022-01 or 2022.',
    dateWords: 'Words work too: yesterday evening, early March, three days ago.',
    /** Texts about a date in words. */
    phrases: {
      understood: (
        text: string,
        date: string,
        { words, note }: { readonly words: string; readonly note: string },
      ) =>
        `You wrote "${text}". We understood ${[date === words ? date : `${date} (${words})`, note].filter(Boolean).join(', ')}.`,
      choose: (text: string) =>
        `"${text}" could be one of several dates. Choose one, or write the date in another way.`,
      choice: (date: string) => `Send: ${date}`,
      hijri:
        'Dates of the Hijri calendar are not read. Write the date of the Gregorian calendar, such as 2022-01-05.',
    },
    slug: 'Lower-case letters, digits, - and _.',
    list: 'Separate several with ";".',
    maxLength: (max: number) => `At most ${plural(max, { one: '# character', other: '# characters' })}.`,
    entry: (title: string, position: number) => `${title} ${position}`,
    add: (title: string) => `Add another ${title.toLowerCase()}`,
    errors: (count: number, listed: number) =>
      `${plural(count, { one: 'There is # problem', other: 'There are # problems' })}${count > listed ? `; the first ${listed} are listed` : ''}`,
    nothingSaved: 'Nothing has been saved. Everything you typed is still here.',
    limited: (detail: string) => `${detail} Nothing has been saved, and everything you typed is still here.`,
    record: 'The record',
    fault: <T>(field: T, detail: string) => [field, `: ${detail}`],
    /** What the form asks back before a report is stored. */
    confirm: {
      title: 'Is this right?',
      help: 'If so, send it. If not, change it below.',
      withErrors: 'We filled it in below.',
      button: 'Yes, send',
    },
    /** The first part of the form. A control without a help of its own has none. */
    basics: {
      _kind: { label: 'What happened', help: 'Choose the closest.' },
      date: { label: 'When', help: 'A day, or in words: yesterday evening, 27 November, early March.' },
      'location.country': { label: 'Country', help: undefined },
      'location.place': { label: 'Place', help: 'A town, a district or a base.' },
      summary: { label: 'In a sentence or two', help: 'What happened, and what nobody knows.' },
      _killed: { label: 'Killed', help: undefined },
      _hurt: { label: 'Injured', help: undefined },
      _source: { label: 'Who says so', help: 'A link, or a name. If you saw it yourself: witness.' },
    },
    peopleHelp: 'How many people: 2, at least 2, 2 to 5, none, not known.',
    /** Numbers of people, which the form reads again. */
    people: {
      none: 'none',
      unknown: 'not known',
      atLeast: (number: string) => `at least ${number}`,
      atMost: (number: string) => `at most ${number}`,
      range: (low: string, high: string) => `${low} to ${high}`,
    },
    /** Why a simple control was not read, or what it was read as. */
    basicFaults: {
      unclear: 'Write a number such as 2, "at least 2", "2 to 5", "none" or "not known".',
      inexact: (text: string, meaning: string) =>
        `You wrote "${text}". We understood ${meaning}. If the source gives a range, write it, such as 4 to 6.`,
      severalLinks: 'Give one link here. For further sources, press "More about the source".',
      twice: 'The form also has this in another field. Send only one of the two.',
    },
    /** The buttons that replace simple controls by exact ones. */
    exact: { numbers: 'Give exact numbers', sources: 'More about the source, or another one' },
    more: 'More details',
    moreHelp: 'All of it is optional. Open what you want to add; nothing that you typed is lost.',
    groups: {
      outcome: 'Outcome and type of conflict',
      time: 'More about the time',
      place: 'More about the place',
      casualties: 'Casualties by group',
      links: 'Links, series and tags',
      record: 'Title, dataset and reference',
    },
    kinds,
    kindGroups: {
      attacks: 'Attacks and explosions',
      fighting: 'Fighting',
      civilians: 'Violence against civilians',
      protests: 'Protests and riots',
      stopped: 'Stopped before it began',
      changes: 'Changes without fighting',
      others: 'Anything else',
    },
  },

  /** Texts of the script in the form. A time is written as the language writes it. */
  client: {
    restored: (time: string) => `Your draft of ${time} was restored.`,
    discard: 'Discard it',
    kept: (time: string) => `A draft of ${time} is kept on this device.`,
    others: (time: string) => `There is another draft, of ${time}.`,
    show: 'Show it',
    openElsewhere: (time: string) => `A draft of ${time} is open in another tab.`,
    offline:
      'There is no network. Your report is kept on this device. It is sent once when you are on this page with a network.',
    unplaced: (fields: string) =>
      `The form no longer has these parts of your draft. Copy what you still need: ${fields}`,
    offlineOnly:
      'There is no network, and this browser keeps no drafts. Leave this page open: your report is sent once when there is a network.',
    changed: 'Your report was not sent. As you are changing it, press the button again to send it.',
    sending: 'Sending …',
    unreachable:
      'There is no network, so this part of the form cannot be opened now. Everything you typed is still here.',
    device: 'On this device',
    deviceHelp: (days: number) =>
      `What you type is kept on this device until the report is filed, for ${plural(days, { one: '# day', other: '# days' })} at most. Others who use this device can see it.`,
    filed: 'Reports that were filed here',
    receipt: (time: string, words: string) => (words === '' ? time : `${time}: ${words}`),
    forget: 'Forget all on this device',
    exit: 'Leave this page at once',
    exitHelp:
      'Or press Esc three times. The page becomes empty; a draft is kept, and shown only if you ask for it.',
    understood: (words: string) => `Understood as: ${words}.`,
    pickDay: 'Choose a day',
    copy: 'Copy',
    copied: 'Copied.',
    share: 'Share',
  },

  /** Published records of the event, shown in the form before it is sent. */
  reported: {
    heading: 'Perhaps already reported',
    help: 'These records may be about the same event. File your report all the same if it says something else or more.',
    newTab: '(opens in a new tab)',
    score: outOf100,
    count: (count: number) =>
      plural(count, {
        one: '# record may be about the same event.',
        other: '# records may be about the same event.',
      }),
  },

  /** Suggestions of places, and the map. */
  places: {
    chooseCountry: 'Choose the country first. Places are suggested from it.',
    count: (count: number) =>
      count === 0
        ? 'No known place is called so. Write it all the same.'
        : plural(count, {
            one: '# place. Use the arrow keys to choose.',
            other: '# places. Use the arrow keys to choose.',
          }),
    province: 'province',
    separator: ', ',
    /** Where a suggestion is from. */
    sources: { town: 'GeoNames', province: 'Natural Earth', record: 'records of this site' },
    /** How much a choice says of the place. */
    precisions: { town: 'near', province: 'only the province', record: 'near' },
    chosen: (where: string, source: string, precision: string) => `${where} — from ${source}, ${precision}.`,
    clear: 'Clear',
    mapButton: 'Show on a map',
    mapClose: 'Close the map',
    mapNeedsCountry: 'Choose the country first. The map shows it.',
    mapMissing: 'The map is not available now. The place can be written all the same.',
    mapLabel: 'Map',
    mapHelp:
      'Tap where it happened. Drag to move the map. With the keyboard: the arrow keys move the map under the cross, + and - zoom, and Enter sets the point.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    mapDisputed:
      'Dashed lines: ground that more than one country claims. The map gives it to none of them, and its lines are approximate.',
    mapSource: 'Outlines: Natural Earth. Towns: GeoNames.',
    pointSet: (point: string, precision: string) => `Point on the map: ${point} — ${precision}.`,
    /** The precision of a point on a map of a whole country. */
    pointArea: 'only the area; zoom in and set it again if you know more',
  },

  decisions: {
    button: (decision: string) => decisions[decision]?.button ?? decision,
    reason: 'Reason',
    unchanged: 'Nothing was changed. What you typed is still here.',
    queue: 'Queue',
    previous: 'Previous in the queue',
    next: 'Next in the queue',
    toQueue: 'Queue',
  },

  review: {
    title: 'Review',
    reasonHelp:
      'Required: a usual reason, your own words, or both. Reasons for publishing, retracting and restoring are public. The filer of the report sees the reason for rejecting it; the public does not.',
    suggestions: 'Suggested corrections',
    merged: <T>(survivor: T) => [
      'This record was merged into ',
      survivor,
      '; its address leads there. If you restore this record, it returns unchanged. The other record keeps the details it took over.',
    ],
    mergedRecords: 'Merged into this record',
    version: (commit: number) => `Commit ${commit}`,
    duplicate: 'The same event as another record',
    distinct: 'Distinct from',
    undoDistinct: 'Undo',
    undoReason: 'Undone on the page of the record.',
    proposed: (id: string) =>
      `The edit shows more of a withheld place, so it waits as the correction ${id} until a second editor accepts it. The record stays as it is.`,
    proposalReason: 'An edit that shows more of a withheld place.',
    approved: <T>(name: T) => ['Approved by ', name, '. A second editor has to publish the record.'],
    needsTwo:
      'A part of a place is withheld, so two editors have to publish the record: publishing approves it first.',
  },

  editing: {
    link: 'Edit',
    title: 'Edit the record',
    pageTitle: (title: string) => `Edit: ${title}`,
    save: 'Save',
    savePublic: 'Save and change the public page',
    publish: 'Save and publish',
    forEditors: 'For editors',
    question: 'An editor has asked you something about this report.',
    answer: 'Read and answer it',
    notesHelp: 'Only editors see them.',
    reason: 'Reason for the change',
    reasonHelp: 'Optional. It is in the history of the record, which is public once the record is.',
    stale:
      'Somebody else has changed the record since you opened it. Nothing is saved yet, and all that you typed is below. Save again to replace their version.',
    changedSince: 'What has changed since',
    changedSinceHelp: 'Copy into the form what you want to keep of these changes. Then save again.',
  },

  suggest: {
    title: 'Suggest a correction',
    pageTitle: (title: string) => `Suggest a correction: ${title}`,
    closed: 'This site does not accept corrections from the public.',
    lead: 'Correct the published record below. Only editors see your changes until one of them accepts them.',
    reason: 'Reason',
    reasonHelp:
      'What is wrong, and how do you know? Give a source, or say what you have seen. Editors read this.',
    button: 'Suggest the correction',
    sentTitle: 'Thank you',
    sent: 'An editor will review your correction.',
  },

  suggestion: {
    title: 'Suggested correction',
    pageTitle: (title: string) => `Suggested correction: ${title}`,
    recordStatus: (status: string) => `The record is ${status}`,
    reason: 'Reason',
    changes: 'Suggested changes',
    suggested: 'Suggested',
    changedSince: 'The record has changed since the correction was suggested.',
    changedSinceHelp: (seen: number, current: number) =>
      `The correction was made against revision ${seen}. The fields below have changed in revision ${current}; accepting the correction overwrites them.`,
    needsTwo:
      'The correction shows more of a withheld place, so two editors have to agree: one suggests it or makes the edit, and another one accepts it.',
    help: 'Accepting edits the record with this reason, which is public. Reasons for declining are visible to editors only.',
    accepted: 'Accepted',
    declined: 'Declined',
  },

  queue: {
    title: 'Queue',
    lead: 'Reports and suggested corrections awaiting review.',
    table: 'Table of the queue',
    since: 'Since',
    correction: <T>(link: T) => ['Suggested correction: ', link],
    select: 'Select',
    selectLabel: (title: string) => `Select: ${title}`,
    declineSelected: 'Decline selected corrections',
    empty: 'The queue is empty.',
    noMatch: 'Nothing on this page matches the filters.',
    pages: 'Pages of the queue',
    older: 'Previous page',
    newer: 'Next page',
  },

  duplicates: {
    title: 'Possible duplicates',
    lead: 'Possible duplicates, most likely first. A merge is previewed before it is made. Access keys act on the first pair: 1 merges the newer record into the older, 2 merges the older into the newer, 3 marks the two as different events.',
    none: 'No possible duplicates.',
    noneHere: 'No possible duplicates on this page. Check the less likely ones.',
    uncompared: (count: number, max: number) =>
      count > max
        ? `More than ${number(max)} records have not been compared yet. They will be within the next hours; reload the page to see their pairs.`
        : `${plural(count, { one: '# record has', other: '# records have' })} not been compared yet. Reload the page to compare more.`,
    pair: (position: number, score: number) => `Pair ${position}: ${outOf100(score)}`,
    newer: 'Newer',
    older: 'Older',
    side: <T>(label: string, link: T) => [`${label}: `, link],
    mergeNewer: 'Merge the newer into the older',
    mergeOlder: 'Merge the older into the newer',
    distinct: 'Not the same',
    distinctReason: 'Not the same event.',
    pages: 'Pages of possible duplicates',
    lessLikely: 'Less likely pairs',
  },

  merge: {
    title: 'Merge',
    pageTitle: (title: string) => `Merge: ${title}`,
    lead: 'All of these records describe one event. The first one remains, and the addresses of the others lead to it. Counts are never added.',
    into: 'Merge into',
    intoHelp:
      'The id or address of the record to keep. You see both records side by side before anything is changed.',
    compare: 'Compare',
    table: 'All records and the result',
    record: 'Record',
    resultRevision: (revision: number) => `Revision ${revision} of the record to keep`,
    common: (titles: string) => `Identical in all: ${titles}.`,
    invalid: 'The merged record would not be valid',
    invalidHelp: 'Choose other values below, or edit one of the records first.',
    columns: {
      keep: 'Keep',
      other: (position: number, count: number) => (count === 1 ? 'Merge from' : `Record ${position}`),
      range: (count: number): string => (count === 1 ? 'Both' : 'Range of all'),
      result: 'Result',
    },
    options: {
      into: 'keep',
      other: (position: number, count: number) => (count === 1 ? 'merge from' : `Record ${position}`),
      range: (count: number): string => (count === 1 ? 'range of both' : 'range of all'),
      proposed: 'combined',
    },
    chooseHelp:
      'Choose a value for each difference: Tab moves between differences, the arrow keys between values.',
    preview: 'Show the result',
    confirm: 'Confirm the merge',
    reason: 'The same event, filed more than once.',
    reasonHelp:
      'The reason is public. The addresses of the merged records lead to the remaining one until they are restored.',
    button: (count: number) =>
      `Merge ${plural(count, { one: '# record', other: '# records' })} into the first one`,
    keepOther: 'Keep this one instead',
    leaveOut: 'Leave it out',
    another: 'Choose another record',
    choose: 'Choose the record to keep',
  },

  receipt: {
    title: 'Receipt',
    heading: 'Your report was filed',
    states: {
      submitted: {
        title: 'Awaiting review',
        detail: 'No editor has reviewed this report yet. Only editors and people with this link can see it.',
      },
      published: { title: 'Published', detail: 'An editor accepted the report, and everyone can see it.' },
      rejected: {
        title: 'Not accepted',
        detail: 'An editor reviewed the report and did not accept it. It was never public.',
      },
      retracted: {
        title: 'Withdrawn',
        detail: 'The report was published and has been withdrawn.',
      },
      merged: {
        title: 'Merged',
        detail: 'The report describes the same event as another record and was merged into it.',
      },
    },
    show: 'Show the record',
    showSurvivor: 'Show the other record',
    survivorHidden: 'The other record is not public.',
    reason: 'Reason of the editor',
    keep: 'Save the address of this page: it is the only way back to your report, and we cannot recover it.',
    readable: 'Anyone with this link can read the report.',
    correctable: 'Anyone with this link can read the report and, until it is reviewed, correct it.',
    summary: 'Your report',
    address: 'Address of this receipt',
    addressHelp: 'Select and copy it, or save this page.',
    plainText: 'The report as text',
    plainTextHelp: 'To copy and keep, or to pass on.',
    filed: 'Filed',
    changed: 'Changed',
    warnings: 'Please check',
    correct: 'Correct the report',
    correctHelp: 'Edit the report below. Submitting replaces the earlier version.',
    correctButton: 'Correct the report',
    stale:
      'The report was corrected elsewhere after you opened this page. Nothing has been saved, and everything you typed is still here. Submit again to replace the newer version.',
  },

  signIn: {
    title: 'Sign in',
    lead: "Your token identifies you and determines what you may do. Ask the people who run this site for a token. You don't need one to read.",
    token: 'Token',
    invalid: 'This token is unknown, expired or revoked. Copy the complete token; it begins with sitrep_.',
    button: 'Sign in',
  },

  tokens: {
    title: 'Tokens',
    created: <T>(name: T, role: string) => [
      'Token for ',
      name,
      ` (${role}). It is shown only once: copy it now.`,
    ],
    none: 'No tokens yet.',
    table: 'Tokens',
    name: 'Name',
    role: 'Role',
    state: 'State',
    createdAt: 'Created',
    lastUsed: 'Last used',
    expires: 'Expires',
    states: { revoked: 'revoked', expired: 'expired', valid: 'valid' },
    revoke: 'Revoke',
    revokeLabel: (name: string) => `Revoke ${name}`,
    newTitle: 'New token',
    expiresOn: 'Expires on (UTC). Leave blank for no expiry.',
    create: 'Create token',
    pageTitle: (name: string) => `Token: ${name}`,
    all: 'All tokens',
    createdBy: 'Created by',
    revokedBy: 'Revoked by',
    datasets: 'Datasets',
    allDatasets: 'all',
    datasetsHelp:
      'Names of datasets, separated by spaces. Leave blank for all. A limited token files, imports, edits and publishes in these datasets only, and sees unpublished records of no others. Tokens of admins are for all.',
    formerUntil: 'Earlier secret valid until',
    limitsTitle: 'Limits',
    limit: 'Save limits',
    secret: 'Secret',
    rotateTitle: 'New secret',
    rotateHelp:
      'The token keeps its name, role and history. Copy the new secret to every place that uses the token before the current one ends.',
    graceLabel: 'The current secret ends',
    grace: (hours: number) =>
      hours === 0
        ? 'at once'
        : hours < 48
          ? `in ${plural(hours, { one: '# hour', other: '# hours' })}`
          : `in ${plural(hours / 24, { one: '# day', other: '# days' })}`,
    untilFirstUse: 'or already when the new secret is first used',
    rotate: 'Create new secret',
    rotated: <T>(name: T) => ['New secret for ', name, '. It is shown only once: copy it now.'],
    revokeTitle: 'Revoke',
    revokeHelp: 'Its secrets stop working at once, and cannot work again. Its name stays in the history.',
    errors: {
      datasets: (max: number) => `It must be 1 to ${max} names of datasets, or null for all.`,
      unknownDataset: (name: string) => `There is no dataset "${name}". Create it first.`,
      adminOfAll: "An admin's token is for all datasets. Leave them out, or choose another role.",
      expected: (fields: string) => `A token must be one object with ${fields}.`,
      hours: (max: number) => `It must be a whole number of hours from 0 to ${max}.`,
      revoked: 'This token is revoked. Create another one.',
      expired: 'This token has expired. Change its expiry first.',
    },
  },

  administration: {
    title: 'Administration',
    lead: 'What this site consists of, and how it is. Every part leads to its page.',
    parts: 'Parts',
    health: 'Health',
    version: 'Version',
    tokens: (valid: number, ending: number) =>
      `${plural(valid, { one: '# valid token', other: '# valid tokens' })}${ending === 0 ? '' : `, ${number(ending)} of them ending within 30 days`}`,
    datasets: (count: number, unpublishable: number) =>
      `${plural(count, { one: '# dataset', other: '# datasets' })}${unpublishable === 0 ? '' : `, ${number(unpublishable)} not publishable`}`,
    redactions: 'Redactions',
    redactionState: (count: number, pending: number) =>
      `${plural(count, { one: '# redaction', other: '# redactions' })}${pending === 0 ? '' : `, ${number(pending)} with files still to delete`}`,
    redactionHelp: 'A record is redacted at the end of its own page.',
    audit: 'Audit',
    waiting: 'Waiting for review',
    waitingState: (reports: string, corrections: string) =>
      `Reports: ${reports}. Corrections: ${corrections}.`,
    /** A count that was not taken to its end. */
    atLeast: (count: number) => `${number(count)} or more`,
    cache: 'Cached files',
    cacheState: (files: string, bytes: number) =>
      `Files: ${files}. Size: ${number(Math.round(bytes / 1e6))} MB.`,
    schema: 'Schema',
    stale: 'Stale rows',
    staleHelp: 'Rows of an earlier schema: npm run rerender brings them up to date.',
    chain: 'Head of the chain of digests',
    noChain: 'not computed yet',
    commit: (seq: number) => `Commit ${seq}`,
    adminToken: 'Secret of the first admin (ADMIN_TOKEN)',
    adminTokens: {
      strong: 'set',
      missing: 'not set: only tokens of this page make admins.',
      weak: 'guessable, so it makes nobody an admin: at least 32 characters, 12 of them different.',
    },
    siteName: 'Name of the site',
    contact: 'Contact for reports of vulnerabilities',
    unset: 'not set',
    submissions: 'Reports by the public',
    on: 'on',
    off: 'off',
  },

  audit: {
    title: 'Commits',
    lead: <T>(json: Element<T>) => [
      'All changes and signed-in downloads, newest first. Also as ',
      json('JSON'),
      '.',
    ],
    only: <T>(actor: T) => ['Only by ', actor, '.'],
    everyone: 'Show everyone',
    none: 'No commits yet.',
    table: 'Commits',
    commit: 'Commit',
    when: 'When',
    who: 'Who',
    what: 'Action',
    records: 'Records',
    why: 'Reason or file',
    pages: 'Pages of commits',
    older: 'Older',
    actors: { admin: 'first admin', public: 'the public', sitrep: 'Sitrep' } as Readonly<
      Record<string, string>
    >,
    byReceipt: 'someone with a receipt',
    /** The acts that are written into the log, by their names in the API. */
    kinds: {
      create: 'Filed',
      update: 'Edited',
      publish: 'Published',
      reject: 'Rejected',
      retract: 'Retracted',
      restore: 'Restored',
      import: 'Imported',
      merge: 'Merged',
      undo: 'Undone',
      describe: 'Dataset described',
      redact: 'Redacted',
      grant: 'Token created',
      limit: 'Token limited',
      rotate: 'Secret rotated',
      revoke: 'Token revoked',
      export: 'Downloaded',
    } as Readonly<Record<string, string>>,
  },

  datasets: {
    title: 'Datasets',
    description: 'The data collections to which the incidents belong, with their licences.',
    lead: <T>(json: Element<T>) => [
      'Each incident belongs to one dataset: the project that collected it. Also as ',
      json('JSON'),
      '.',
    ],
    count: (published: number) =>
      plural(published, { one: '# published incident', other: '# published incidents' }),
    notPublishable: 'not for publication',
    undescribed: (name: string) =>
      `Incidents of armed conflict in the dataset ${name}: what happened, when, where, by whom, and which source says so.`,
    licence: 'Licence',
    attribution: 'Attribution',
  },

  problemPage: {
    signIn: 'Sign in',
    home: 'Home page',
    list: 'List of incidents',
    status: (status: number) => `Status ${status}`,
    request: <T>(id: T) => ['Request ', id],
    more: (shown: number, count: number) => `These are the first ${shown} of ${number(count)} errors.`,
    remedy: 'What to do',
    example: 'Example',
    stable: <T, U>(name: T, codebook: Element<U>) => [
      'Programs recognise this error by its type, ',
      name,
      ', whose meaning never changes. The ',
      codebook('codebook'),
      ' defines the rules for records.',
    ],
  },

  reference: {
    title: 'API reference',
    description: 'Every address, parameter, response and error of the API.',
    lead: <T>(openapi: Element<T>) => [
      'Every address of the API. Programs and generators of clients read the ',
      openapi('OpenAPI document'),
      '.',
    ],
    everywhere: <T>(tokenInvalid: T, internal: T) => [
      'Every address can also return 401 (',
      tokenInvalid,
      ') for a token that is not valid, and 500 (',
      internal,
      ').',
    ],
    contents: 'Operations',
    parameters: 'Parameters',
    schemas: 'Schemas',
    body: 'Body',
    optional: 'optional',
    vocabulary: <T>(name: string, codebook: Element<T>) => [
      `${name}: the `,
      codebook('codebook'),
      ' lists its codes.',
    ],
    example: (type: string) => `Example of ${type}`,
    tryIt: 'Try it',
    tryLabel: (path: string) => `Try ${path}`,
    read: (path: string) => `Read ${path}`,
    fillIn: <T>(form: Element<T>) => ['with the values of ', form('this form'), '.'],
  },

  importPages: {
    title: 'Imports',
    lead: 'Files of records that were sent, newest first.',
    table: 'Imports',
    empty: 'No file has been imported yet.',
    pages: 'Pages of imports',
    older: 'Older',
    newLink: 'Import a file',
    columns: { at: 'When', file: 'File', who: 'Who', result: 'Result', rows: 'Rows' },
    unnamed: 'File without a name',
    /** The results of imports in their list. */
    results: {
      unfinished: 'Not finished',
      rehearsed: (rejected: number) =>
        rejected > 0
          ? `Rehearsed: ${plural(rejected, { one: '# row with faults', other: '# rows with faults' })}`
          : 'Rehearsed without faults',
      stored: (created: number, updated: number) =>
        `${plural(created, { one: '# record new', other: '# records new' })}, ${number(updated)} changed`,
      unchanged: 'Nothing new',
      refused: (rejected: number) =>
        `Nothing stored: ${plural(rejected, { one: '# row with faults', other: '# rows with faults' })}`,
      redacted: 'Deleted by a redaction',
    },
    newTitle: 'Import a file',
    newLead:
      'The file is rehearsed first: you see every fault and can mend it here, and nothing is stored until you say so.',
    labels: {
      profile: 'Layout',
      mapping: 'Stored mapping',
      dataset: 'Dataset',
      mode: 'If some rows have faults',
      publish: 'Publish the records at once',
      null_values: 'Words for unknown',
      encoding: 'Encoding',
      sheet: 'Sheet',
      file: 'File',
    },
    helps: {
      mapping: 'The dataset and the name of a mapping stored with it, such as monitors/monthly.',
      dataset:
        'The short name of the dataset that the records go to. Leave it blank if the file has a column for it.',
      null_values: 'Cells that mean unknown, with commas between them, such as NA, -99.',
      encoding: 'Only if letters come out wrong: the encoding of the text, such as windows-1256.',
      sheet: 'Only for a workbook with several sheets.',
      file: (megabytes: number, withScript: number) =>
        `CSV, TSV, an Excel workbook (XLSX), JSON, NDJSON or GeoJSON, at most ${number(megabytes)} MB; at most ${number(withScript)} MB if scripts are on.`,
    },
    profiles: {
      auto: 'Find out from the columns',
      flat: 'The columns of Sitrep (a download or the template)',
      full: 'The full columns of Sitrep',
      mapping: 'A stored mapping',
      ucdp: 'UCDP GED',
      acled: 'ACLED',
      gtd: 'GTD',
    } as Readonly<Record<string, string>>,
    modes: { all: 'Store nothing', valid: 'Store the good rows' },
    more: 'More about how the file is read',
    rehearse: 'Rehearse',
    fileMissing: 'Choose a file.',
    mistakes: 'The file cannot be read yet',
    refusedHint: 'Nothing was stored. Choose the file again below.',
    workbookTooLarge: (mebibytes: number) =>
      `A workbook of more than ${number(mebibytes)} MB is not read to find out its layout. Choose the layout, or save the sheet as CSV.`,
    oneTitle: <T>(file: T) => ['Import of ', file],
    oneTitleText: (file: string) => `Import of ${file}`,
    rehearsal: 'Rehearsal: nothing has been stored.',
    unfinished:
      'This import has not finished. If it does not soon, send the file again: nothing is stored twice.',
    numbers: {
      rows: 'Rows',
      created: 'New records',
      updated: 'Changed records',
      retracted: 'Retracted records',
      unchanged: 'Unchanged records',
      rejected: 'Rows with faults',
      encoding: 'Encoding',
      layout: 'Layout',
    },
    files: 'Files',
    fileLinks: {
      annotatedCsv: 'The file with its faults beside each row (CSV)',
      annotatedXlsx: 'The file with its faults beside each row (XLSX)',
      errors: 'All faults (CSV)',
      original: 'The file as it was sent',
    },
    sent: <W, T>(who: W, at: T) => [who, ' imported this file on ', at, '.'],
    sentLink: 'See what was stored',
    sentSince: (name: string) =>
      `${name} has imported this file since you opened the page. Nothing of yours is stored, and what you typed is still here. To import it all the same, send it again.`,
    matchLink: 'Match the columns by hand',
    faults: 'Faults',
    noFaults: 'There are no faults.',
    faultsLead:
      'Correct a cell here, and all equal cells of its column or field are read like that. A cell that you empty is unknown. The file itself stays as it was sent.',
    moreFaults: (shown: number, all: number) =>
      `These are ${number(shown)} of ${number(all)} faults. Rehearse again to see others, or look at the list of all faults.`,
    inColumn: (column: string) => `Column ${column}`,
    inField: (path: string) => `Field ${path}`,
    inFile: 'The file',
    faultTable: (place: string) => `Table of faults: ${place}`,
    noticeTable: 'Table of notes and warnings',
    fault: {
      cell: 'Cell',
      count: 'Rows',
      problem: 'Problem',
      replacement: 'Read as',
      places: 'Where',
    },
    emptyCell: 'empty',
    row: (row: number) => `Row ${number(row)}`,
    line: (line: number) => `Line ${number(line)}`,
    readAs: (column: string, cell: string) => `Read "${cell}" in ${column} as`,
    readRowAs: (column: string, row: number) => `Read ${column} of row ${number(row)} alone as`,
    singly: 'Row by row',
    mended: 'Replaced cells',
    mendedLead: 'These cells are read as other texts. Set one back to the cell of the file to undo that.',
    notices: 'Notes and warnings',
    notice: { kind: 'Kind', what: 'What', column: 'Column', cell: 'Cell', count: 'Rows' },
    /** What notes of imports say, by their rules. */
    notes: {
      'columns.ignored': 'The column is not read: it follows from others or is set by the server.',
      'columns.unnamed': 'The column has no name and is not read.',
      'column.renamed': 'The column has another name now.',
      'table.hxl_row': 'A row of HXL tags follows the header.',
      'table.quote_space': 'A space before a quotation mark was dropped.',
      'table.merged': 'Merged cells: each has the value of the first.',
      'rows.blank': 'The row is blank and was passed over.',
      'rows.equal': 'The row is equal to an earlier one.',
      'server_set.ignored': 'Fields that the server sets were passed over.',
      'dataset.overridden': 'The row names another dataset than the import.',
      'record.restored': 'The undo of an import took the record back, and this row restores it.',
      'record.retracted': 'The record is retracted: the row is stored in its history and publishes nothing.',
      'record.rejected': 'The record is rejected: the row is stored in its history and publishes nothing.',
      'record.merged': 'The record is merged into another one: the row publishes nothing.',
      'retract.held_back': 'No record was retracted: a row that cannot be read may be that of any record.',
      'encoding.guessed': 'The encoding is a guess.',
      'code.label': 'A label was read as its code.',
      'date.form': 'A date in another form was read.',
      'number.separators': 'A number with separators was read.',
      'location.degrees': 'Degrees in another form were read.',
      'value.placeholder': 'A word for no value was read as a value.',
      'event_type.implied': 'The type follows from the specific type.',
      'mapping.column_absent': 'The mapping names a column that the file lacks.',
      'mapping.country': 'The name of a country was read as its code.',
      'mapping.approximate': 'An approximate number was read.',
      'mapping.text_kept': 'A text that the field cannot take went elsewhere.',
      'crosswalk.columns_kept': 'Columns of the other project are kept beside the record.',
      'crosswalk.cell_kept': 'A cell of the other project is kept beside the record.',
      'workbook.sheet_unread': 'Another sheet of the workbook was not read.',
      'workbook.hidden_rows': 'The sheet has hidden rows, which were read.',
      'workbook.hidden_columns': 'The sheet has hidden columns, which were read.',
    } as Readonly<Record<string, string>>,
    kinds: { note: 'Note', warning: 'Warning' },
    possible: 'Possible duplicates',
    possibleLead: (compared: number) =>
      `Rows that may tell of an event that is stored already. ${plural(compared, { one: '# new row was compared.', other: '# new rows were compared.' })}`,
    sendTitle: 'Rehearse again, or import',
    sendTitleAgain: 'Import the file again',
    rehearseAgain: 'Rehearse again',
    send: 'Import',
    changed:
      'Rehearsals and imports start from the file as it was sent, with the cells that you replaced here. Rows that are stored already are not stored twice.',
    /** Records that the file lacks. */
    missingRecords: {
      summary: 'Records that the file no longer has',
      help: 'Only for a file with all records of the dataset: published records that an earlier file contained and this one lacks are retracted, in the commit of the import. Rehearse first: it counts and lists them.',
      choice: 'Retract the records that the file no longer has',
      reason: 'Reason for the retraction, which is public',
      title: 'Records that the file no longer has',
      warning: (count: number) =>
        count === 0
          ? 'The file has every record: none will be retracted.'
          : `${plural(count, { one: '# published record', other: '# published records' })} will be retracted, because the file lacks them. If the file is only a part of the dataset, do not import it like this.`,
      uncounted: 'They are counted once the file has no faults.',
      done: (count: number) =>
        `${plural(count, { one: '# record was', other: '# records were' })} retracted, because the file lacks them.`,
      first: (count: number) => `These are the first ${number(count)}.`,
    },
    /** What an import that retracts records needs besides. */
    retractNeeds: {
      dataset:
        'Records that the file no longer has are retracted in one dataset: name it when you send the file.',
      reason: 'State why the records that the file no longer has are retracted.',
      confirm: 'Rehearse first: the rehearsal counts the records that would be retracted.',
    },
    /** The body of a request to import a file again. */
    run: 'A run of an import',
    undo: 'Undo this import',
    undoLead: (left: number) =>
      `Takes back what this import stored, in one commit: ${plural(left, { one: '# record', other: '# records' })}. Then mend the file and import it again: its rows restore their records.`,
    undoNothing: 'Nothing of this import is left to take back.',
    undoReason: 'Reason',
    mappingTitle: 'Match the columns',
    mappingLead:
      'Say which field each column fills. Columns without a field are kept as they are, or left out.',
    mappingColumns: {
      column: 'Column',
      cells: 'First cells',
      field: 'Field',
      sure: 'Sure',
      values: 'What its cells mean',
    },
    percent: (share: number) => `${number(Math.round(share * 100))} %`,
    fieldOf: (column: string) => `Field of ${column}`,
    meaningOf: (cell: string, column: string) => `Meaning of "${cell}" in ${column}`,
    keepRest: 'Keep the rest',
    keepRestOf: (column: string) => `Keep the other cells of ${column} as they are`,
    dateFormat: 'Form of the date',
    dateFormatOf: (column: string) => `Form of the date in ${column}`,
    rest: 'Other columns',
    rests: {
      external: 'Keep them beside the record',
      ignore: 'Leave them out',
      none: 'Report them as faults',
    },
    missing: 'Words for unknown',
    missingHelp: 'Cells that mean unknown in every column, with commas between them.',
    constants: 'What every record has',
    constantsHelp: 'One on a line: a field, an equals sign, its value, such as event_type = battle.',
    keepMapping: 'Keep the mapping as',
    keepMappingHelp:
      'A short name. The mapping is kept with the dataset, so that the next file needs no matching. Leave it blank to use it once.',
    keepWithout: 'A mapping is kept with a dataset. Name the dataset, or leave this blank.',
    rehearseMapping: 'Rehearse with this mapping',
    mappingMistakes: 'The mapping is not complete yet',
    asJson: 'The mapping as JSON',
    asJsonHelp: 'All that a mapping can say. A change here has priority over the table above.',
    missingFields: (fields: string) => `No column gives ${fields}, which every record needs.`,
    remember: 'Write the replacements into the mapping too, so that the next file needs none',
    client: {
      tooLarge: (megabytes: number) =>
        `A file can have at most ${number(megabytes)} MB. Split it into files that each have the header.`,
      drop: 'Drop a file here, or choose one above.',
      reading: (name: string) => `Reading ${name} …`,
      read: (rows: number, columns: number) =>
        `${plural(rows, { one: '# row', other: '# rows' })}, ${plural(columns, { one: '# column', other: '# columns' })}.`,
      firstRows: 'First rows',
      suggested: 'The columns are read as these fields. After the rehearsal you can match them by hand.',
      missing: (fields: string) =>
        `No column is read as ${fields}, which every record needs. You can match the columns by hand after the file is sent.`,
      ownLayout: 'The columns are those of Sitrep.',
      layout: (name: string) => `The file has the layout of ${name}.`,
      unreadable: 'This file cannot be shown here. It is read when it is sent.',
      sending: (percent: number) => `Sending: ${number(percent)} %`,
      checking: (rows: number, rejected: number) =>
        `${plural(rows, { one: '# row read', other: '# rows read' })}, ${number(rejected)} with faults`,
      failed: 'The file was not sent. Check the network and send it again: nothing is stored twice.',
      progress: 'Progress',
      changed: 'The file has changed or can no longer be read. Choose it again.',
      retrying: 'The connection broke. Trying again …',
      interrupted:
        'The connection broke. Check the network and send the file again: what has arrived is not sent again.',
      cancel: 'Cancel',
      cancelled: 'Cancelled: the file was not sent.',
    },
  },
  codebook: {
    title: 'Codebook',
    files: <T>(links: T) => ['The same as a file, to filter by kind: ', links, '.'],
    description: 'Definitions of every field, code, column and rule of the records.',
    lead: 'Definitions of every field, code, column and rule.',
    contents: 'Contents of the codebook',
    withdrawn: (replacement: string | undefined) =>
      replacement === undefined
        ? 'Withdrawn: not for new records.'
        : `Withdrawn: use ${replacement} in new records.`,
    sections: {
      conventions: 'Conventions',
      dates: 'Dates',
      fields: 'Fields of a record',
      columns: 'Columns of the flat row',
      parameters: 'Parameters of an address',
      rules: 'Rules',
      borders: 'Disputed areas and former borders',
      crosswalk: 'Layouts of other projects',
      codes: 'Codes',
    },
    parameters: {
      lead: 'Pages, files and pinned addresses take the same parameters. A record must match all of them. An unknown parameter is an error that names the closest one; an empty parameter is ignored.',
      equal: { title: 'Equal to', help: 'Give several values with commas, or repeat the parameter.' },
      has: {
        title: 'Has one',
        help: 'Case and diacritics are ignored. Repeat the parameter to give several values.',
      },
      others: { title: 'Others', help: 'Each can be given once.' },
      counts: {
        title: 'Counts',
        help: '/counts.csv and /counts.json also take the filters, commit, as_of and schema; CSV takes labels and excel.',
      },
    },
    fields: {
      lead: <T>(brackets: T) => [
        'In the order of the published JSON. A name with ',
        brackets,
        ' is a field of each entry of a list. A field marked "required" inside a list or optional group is needed only if you use that list or group.',
      ],
      kinds: {
        text: 'text',
        lines: 'text of several lines',
        slug: 'short name',
        code: 'code',
        date: 'date',
        url: 'web address',
        language: 'language tag',
        count: 'whole number',
        coordinate: 'decimal number',
        other: 'text',
      },
      group: 'group of fields',
      map: 'names with values',
      list: 'list',
      listOf: (max: number) => `list of at most ${number(max)}`,
      maxLength: (kind: string, max: number) => `${kind}, at most ${number(max)} characters`,
      codeOf: <T>(vocabulary: T) => ['code of ', vocabulary],
      always: 'always present',
      required: 'required',
      unit: (unit: string) => `unit: ${unit}`,
      readOnly: 'set by the server',
      editorsOnly: 'never public',
      example: <T>(example: T) => ['example: ', example],
    },
    columns: {
      lead: <T>(id: T) => [
        'A CSV file has one row per incident, ordered by ',
        id,
        ', and these columns. A blank cell means unknown. A derived column follows from others or is set by the server; imports ignore it.',
      ],
      position: (position: number) => `column ${position}`,
      derived: 'derived',
      stated: 'stated',
      code: 'code',
      codes: 'codes',
      types: {
        text: 'text',
        list: 'list',
        integer: 'whole number',
        number: 'decimal number',
        date: 'day, YYYY-MM-DD',
        datetime: 'instant, UTC',
      },
    },
    conventions: (duplicateThreshold: number) => [
      {
        rule: 'Blank means unknown.',
        help: 'A missing field, null or an empty cell always means "unknown or not stated".',
      },
      { rule: '0 means "reported as none".', help: 'Enter 0 only if a source says that there were none.' },
      {
        rule: 'Empty text is blank.',
        help: 'Texts are trimmed and normalised to Unicode NFC; line breaks become LF.',
      },
      {
        rule: 'Several values in one cell are separated by "; ".',
        help: 'Write a ";" inside a value as "\\;": the values "A; B" and "C" are written "A\\; B; C". Two columns that correspond by position keep blank values: with the sources "First; Second", the source_urls "; https://example.org" mean that only the second source has an address.',
      },
      {
        rule: 'A count of munitions is the sum of the stated counts.',
        help: 'It is blank if no count is stated. Totals over several weapons may look inconsistent: if one weapon gives only "fired" and another only "hit", a row can show two fired and five hits.',
      },
      {
        rule: 'Deaths and injuries are as stated.',
        help: 'If no casualties are reported and no number is given, the numbers are blank and casualties_reported is none.',
      },
      {
        rule: 'A possible duplicate is a suggestion.',
        help: `Records that may describe the same event are suggested with a score from 0 to 1 and the reasons: time and place with their precision, names across spellings and scripts, actors, type, weapons, counts, words and sources. The score is lower if other events of the same collection match as well. Only pairs with a score of ${duplicateThreshold} or more are suggested, and no record is changed because of it.`,
      },
      {
        rule: 'Claims and attributions are statements, not facts.',
        help: 'If a militia says that it fired the rockets, that is a claim. If an officer says that the militia fired them, that is an attribution. Neither adds the militia to the actors as the attacker; do that only if a source states it as a fact.',
      },
    ],
    borders: {
      lead: (date: string) =>
        `A record gets a warning if its coordinates are outside its country. In these areas several countries pass without one, because more than one claims the ground. The list takes no side. It is as of ${date}.`,
      areas: 'Table of disputed areas',
      area: 'Area',
      countries: 'Countries that pass',
      when: 'For events',
      source: 'Source',
      days: (from: string | undefined, until: string | undefined) =>
        [from && `from ${from}`, until && `before ${until}`].filter(Boolean).join(', ') || 'of all times',
      places:
        'The form suggests a town there for each of these countries. Towns are from GeoNames (CC BY 4.0), provinces and the outlines of the map from Natural Earth (public domain). The map draws these areas with dashed lines, in the colour of no country.',
      former: 'Events of an earlier time also pass in the country that the ground was then part of.',
      formerBorders: 'Table of former borders',
      ground: 'Country at the place',
      also: 'Also passes',
      until: 'For events before',
    },
    dates: {
      lead: 'Dates are written in a subset of EDTF (ISO 8601-2), and times to the hour or the minute as in ISO 8601-1, because times in EDTF have seconds. Days are days of the local time and are never converted to UTC; a time without an offset is local.',
      table: 'Ways to write a date',
      written: 'Written',
      means: 'Meaning',
      intervals: <T>(code: Element<T>) => [
        'An interval ',
        code('a/b'),
        ' means that the event lasted from a to b; ',
        code('[a..b]'),
        ' means that it happened once, some time between a and b. The columns ',
        code('date_start'),
        ', ',
        code('date_end'),
        ' and ',
        code('date_precision'),
        ' are derived from the date:',
      ],
    },
    rules: {
      lead: 'An error rejects the record; a warning is stored with it. The meaning of a rule id never changes; every response that reports a breach names the id. The JSON Schema of a record expresses every rule that a record can break by itself, unless the rule says otherwise.',
      severities: { error: 'error', warning: 'warning' },
      relaxed: 'error; warning for records from another dataset',
      notInSchema: (reason: string) => `Not in the JSON Schema: ${reason}.`,
    },
    crosswalk: {
      lead: <T>(code: Element<T>) => [
        'An import with ',
        code('profile=ucdp'),
        ', ',
        code('acled'),
        ' or ',
        code('gtd'),
        ' reports in its ',
        code('notes'),
        ' how often values were interpreted. ',
        code('/incidents.loss.csv'),
        ' with the same profile lists every record that the exported file leaves out and every value that it changes.',
      ],
      templates: <T>(links: T) => ['Empty files with the columns of each profile: ', links, '.'],
      kinds: {
        read: 'noted by an import',
        left_out: 'the record has no row',
        changed: 'the value is written differently',
        lost: 'there is no column',
        empty: 'the column stays empty',
      },
    },
    codes: {
      lead: 'The meaning of a code never changes, and a retired code is never used again.',
      usedBy: (count: number) => plural(count, { one: 'Field:', other: 'Fields:' }),
    },
  },

  /** The maps of lists and of records. */
  map: {
    title: 'Map',
    skip: 'Skip the map',
    circles: (most: number) =>
      `The larger a circle, the more incidents are there: the largest has ${number(most)}. Select a circle to list them.`,
    outside: (count: number) =>
      plural(count, {
        one: '# incident is beyond the edge of the map.',
        other: '# incidents are beyond the edge of the map.',
      }),
    coarse: (count: number) =>
      plural(count, {
        one: '# incident is not on the map, because only a larger area is known:',
        other: '# incidents are not on the map, because only a larger area is known:',
      }),
    /** A precision of the place, and how many incidents have it. */
    ofPrecision: (label: string, count: number) => `${label}: ${number(count)}`,
    withoutPoint: (count: number) =>
      plural(count, {
        one: '# incident is not on the map, because its coordinates are not stated or withheld.',
        other: '# incidents are not on the map, because their coordinates are not stated or withheld.',
      }),
    disputed: <T>(list: T) => [
      'Dashed lines: ground that more than one country claims (',
      list,
      '). The map gives it to none of them, and its lines are approximate.',
    ],
    disputedList: 'list with sources',
    source: 'Outlines and areas: Natural Earth.',
    kilometres: (count: number) => `${number(count)} km`,
    help: 'Drag the map to move it. With the keyboard: the arrow keys move it, + and - zoom, and Enter lists the incidents under the cross.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    list: (count: number) => plural(count, { one: 'List # incident', other: 'List # incidents' }),
    ofPlace: (place: string, launchedFrom: string | undefined) =>
      `Map: ${place}${launchedFrom === undefined ? '' : `; launched from ${launchedFrom}`}`,
    countryOnly: 'The map shows the country: no closer coordinates are stated, or they are withheld.',
    areaOnly:
      'A dashed circle represents a larger area that is not known more precisely. It is not a border.',
  },

  /** First-level areas on maps. */
  mapAreas: {
    /** The records of a map as circles, and those as areas. */
    label: (points: number, areas: number) => {
      if (areas === 0)
        return plural(points, { one: 'Map of # incident', other: 'Map of # incidents, as circles' })
      const inAreas = plural(areas, { one: '# incident as an area', other: '# incidents as areas' })
      if (points === 0) return `Map of ${inAreas}`
      return `Map of ${plural(points, { one: '# incident as a circle', other: '# incidents as circles' })}, ${inAreas}`
    },
    number,
    shown: (count: number) =>
      plural(count, {
        one: '# incident is drawn as an area: the place is known or public only to the first-level area.',
        other:
          '# incidents are drawn as areas, darker for more: the place is known or public only to the first-level area.',
      }),
    list: (areas: number) => plural(areas, { one: '# area', other: '# areas' }),
    inArea: (area: string, count: number) =>
      `${area}: ${plural(count, { one: '# incident', other: '# incidents' })}`,
    inAreaWithOthers: (area: string, count: number) =>
      `${area}: ${plural(count, { one: '# incident', other: '# incidents' })} without a closer point; the list has all there`,
    ofRecord: (isDisputed: boolean) =>
      `The shaded area is the first-level area. No closer place is stated, or it is withheld. Its lines are approximate.${isDisputed ? ' They are dashed, because more than one country claims the ground.' : ''}`,
  },

  /** What a list, a search or a chart does not show. */
  findings: {
    wholeWords: 'The search finds whole words: drone does not find drones.',
    withoutWeapon: (count: number, type: string) =>
      `${plural(count, { one: '# incident', other: '# incidents' })} of the type ${type} ${plural(count, { one: 'states', other: 'state' })} no weapon, so the filter on the weapon does not find ${plural(count, { one: 'it', other: 'them' })}.`,
    listType: (type: string) => `Take the type ${type} instead`,
    begins: (period: string) => `The chart begins with ${period}.`,
    earlierPart: 'Show the earlier part',
    citedPublic: 'Only published records can be cited. Leave the status out.',
    untitled: (name: string) => `Dataset ${name}`,
    saved: 'Saved.',
  },

  downloads: {
    title: 'Download and cite',
    filesTitle: 'Download',
    rows: (total: number) => `${plural(total, { one: '# incident', other: '# incidents' })}:`,
    more: 'All formats, permanent address, licences, citation and code',
    moreFiles: 'All formats',
    formats: 'Formats',
    file: 'File',
    use: 'Use',
    loss: 'Left out',
    noLoss: 'nothing',
    flatLoss: 'what does not fit into one row, such as the details of each weapon',
    lossFile: 'Report of losses',
    shapes: {
      full: 'CSV, complete records',
      labels: 'CSV with labels',
      excel: 'CSV for Excel',
    },
    shapeUses: {
      full: 'a column for each field; an import reads it back without loss',
      labels: 'labels instead of codes',
      excel: 'opens with the right letters and computes no formula',
    },
    inLayout: (format: string, layout: string) => `${format} in the layout of ${layout}`,
    layoutUse: (layout: string) => `the columns of ${layout}, and the incidents that its rules include`,
    pinnedTitle: 'Permanent address',
    pinned: 'CSV file of this version',
    pinnedHelp:
      'This address downloads the same bytes again, whatever changes later. It stops working only after a redaction or an upgrade of this site, and then says why: archive the file with your work.',
    digest: 'SHA-256 digest of this file',
    licences: 'Licences and attribution',
    dataset: 'Dataset',
    noLicence: 'None stated. Ask before you pass records on.',
    noRecords: 'The list has no records.',
    cite: 'How to cite this list',
    cited: <T>(title: T, version: string) => [title, ` (version ${version}) [Data set]`],
    citeRecord: 'How to cite this record',
    citationFiles: 'For reference managers:',
    code: 'Code that reads this file',
    reading: (language: string) => `Reading the file with ${language}`,
    notRun: 'Written after the manual of Stata; it has not been run.',
  },

  datasetPage: {
    records: 'Records',
    periodTitle: 'Period',
    period: <T>(from: T, to?: T) => (to === undefined ? [from] : [from, ' to ', to]),
    countries: 'Countries',
    changed: 'Last change',
    version: (commit: number) => `version ${number(commit)}`,
    edit: 'Edit the description',
    editTitle: (name: string) => `Edit the description of ${name}`,
    fields: {
      title: 'Title',
      description: 'Description',
      licence: 'Licence',
      attribution: 'Attribution',
      publishable: 'Its records may be published',
    },
    helps: {
      title: (max: number) =>
        `Its display name, at most ${number(max)} characters. A dataset with a title is listed before it has a published record.`,
      description: (max: number) =>
        `What it collects, how, and what it leaves out. At most ${number(max)} characters.`,
      licence: (max: number) => `A name or a URL, at most ${number(max)} characters.`,
      attribution: (max: number) => `How others should name it, at most ${number(max)} characters.`,
      publishable: 'Leave this unticked if the licence does not allow it.',
    },
    save: 'Save',
    cancel: 'Back without saving',
    mistakes: 'Please correct the marked fields',
    conflict:
      'Somebody else has changed the description since you opened it. The fields say what it is now. Save again to replace it.',
    now: (text: string) => `Now: ${text}`,
    nowEmpty: 'Now: empty',
    nowFlag: (isPublishable: boolean): string =>
      isPublishable ? 'Now: they may be published' : 'Now: they may not be published',
  },

  countsPage: {
    title: 'Counts',
    titleBy: (titles: readonly string[]) => `Counts: ${titles.join(', ')}`,
    description:
      'How many incidents there are by place, type and time, and how many people they say were killed or injured.',
    form: 'What to count by',
    first: 'Count by',
    second: 'And by',
    step: 'Period of time',
    people: 'People',
    nothing: 'none',
    show: 'Count',
    list: 'The incidents with these filters',
    empty: 'No incident matches these filters.',
    incidents: 'Incidents',
    measures: { deaths: 'Deaths', injuries: 'Injuries', civilian_deaths: 'Civilian deaths' },
    bounds: {
      low: (measure: string) => `${measure}, lowest`,
      best: (measure: string) => `${measure}, best`,
      high: (measure: string) => `${measure}, highest`,
    },
    withoutNumber: 'Without a number',
    unstated: (unknown: number, records: number) => {
      const all = plural(records, { one: '# incident', other: '# incidents' })
      if (unknown === 0) return `none of ${all}`
      return `${number(unknown)} of ${all} ${unknown === 1 ? 'states' : 'state'} no number`
    },
    rows: 'Numbers',
    table: 'Table of counts',
    total: 'All incidents',
    rowsLeft: (shown: number, all: number) =>
      `These are the first ${number(shown)} of ${number(all)} rows. The CSV file has all.`,
    groupsLeft: (count: number) =>
      plural(count, {
        one: '# smaller group is not drawn. The table has it.',
        other: '# smaller groups are not drawn. The table has them.',
      }),
    sameScale: 'All these charts have the same scale.',
    earlier: (count: number) =>
      plural(count, {
        one: '# earlier incident is not drawn.',
        other: '# earlier incidents are not drawn.',
      }),
    outside: (count: number) =>
      plural(count, {
        one: '# incident is not drawn, because its dates are not within one period.',
        other: '# incidents are not drawn, because their dates are not within one period.',
      }),
    range:
      'The line ends at the best number. The band goes from the lowest to the highest. Dashes: no number.',
    noneStated: 'No incident states a number.',
    several: (titles: readonly string[]) =>
      `An incident counts once for each value that it has (${titles.join(', ')}), so the rows do not add up to the total.`,
    sums: (measure: string) =>
      `${measure}: sums of the numbers that incidents state. Many incidents state only some of lowest, best and highest, so the best number can lie outside the other two. A dash means that none is stated.`,
    overlap: 'The list of a period also has incidents whose dates only overlap it.',
    files: 'Download and cite',
    more: 'Permanent address, licences, citation and code',
    version: (commit: number) => `Version ${number(commit)}`,
  },

  ownReports: {
    title: 'My reports',
    lead: (total: number) =>
      total === 0
        ? 'You have not filed a report with this token yet.'
        : `${plural(total, { one: '# report', other: '# reports' })} filed with this token, the newest first.`,
    submit: 'Submit a report',
    table: 'Table of my reports',
    state: 'State',
    todo: 'What you can do',
    questions: { asked: 'Answer a question', answered: 'Questions and your answers' },
    pages: 'Pages of my reports',
    older: 'Older',
  },

  /** Comments, questions to the filer, and answers. */
  remarks: {
    comments: 'Comments',
    noComments: 'No comments.',
    comment: 'New comment',
    commentHelp: 'Only editors see it.',
    addComment: 'Add the comment',
    questions: 'Questions to the filer',
    ask: 'New question to the filer',
    askHelp: 'The filer sees it on the receipt and on “My reports”, without your name, and can answer there.',
    askButton: 'Ask the filer',
    asked: 'Asked',
    answered: 'Answered',
    filer: 'The filer',
    filerTitle: 'Questions of the editors',
    filerHelp:
      'An editor asks before deciding on your report. Only editors see your answer. It does not change the report.',
    editor: 'An editor',
    you: 'You',
    answer: 'Your answer',
    answerMore: 'Add to your answer',
    answerButton: 'Send the answer',
    answerTo: (question: string) => `Answer to: ${question}`,
  },

  timeline: {
    title: {
      year: 'Incidents by year',
      quarter: 'Incidents by quarter',
      month: 'Incidents by month',
      week: 'Incidents by week',
      day: 'Incidents by day',
    },
    one: (period: string, count: number) => `${period}: ${number(count)}.`,
    summary: (first: string, last: string, most: string, count: number) =>
      `${first} to ${last}. Most: ${number(count)}, ${most}.`,
    periods: 'List of periods',
    counts: 'Counts of incidents and people, with other groups',
    steps: { year: 'Year', quarter: 'Quarter', month: 'Month', week: 'Week', day: 'Day' },
    quarter: (year: string, quarter: string) => `Q${quarter} ${year}`,
    week: (year: string, week: string) => `Week ${week}, ${year}`,
    outside: {
      year: 'not within one year',
      quarter: 'not within one quarter',
      month: 'not within one month',
      week: 'not within one week',
      day: 'not within one day',
    },
    charts: { value: (label: string, value: string) => `${label}: ${value}` },
  },

  /** Merging several records at once. */
  cluster: {
    count: (max: number) => `from must have 1 to ${max} ids of records.`,
    side: 'It must be into, range, or the id of a merged record that from names.',
    type: 'choose must be an object, which names into, range or the id of a record for JSON Pointers.',
    ids: 'from must be a list of ids of records.',
    revisions: 'revisions must be an object with a revision for each id.',
    body: 'An object with from and reason',
    open: (count: number) => `Merge all ${number(count)} records at once`,
    group: (count: number) => `${number(count)} of these records seem to describe one event.`,
  },

  /** Bulk edits, and the page of a commit that can undo one. */
  bulk: {
    tooMany: (count: number, max: number) =>
      `The filter matches ${number(count)} records. At most ${number(max)} can be edited at once; add filters.`,
    tooManyStatements: 'This is more than one request can write. Nothing was stored; use more filters.',
    confirm: (matched: number) =>
      `confirm must be ${number(matched)}, the number of records that the filter matches. Rehearse again with dry_run first.`,
    filter: 'filter must be the query of a list, such as country=IQ&tag=checked.',
    filterStatus: 'Merged records cannot be edited. Leave the status merged out of the filter.',
    fixed: (name: string) => `${name} belongs to one record alone. Edit each record by itself.`,
    unchangeable: 'Choose at least one change: a patch, or tags to add or to remove.',
    tags: (name: string) => `${name} must be a list of tags.`,
    mode: 'mode must be all or valid.',
    confirmType: 'confirm must be the number of records that a rehearsal gave.',
    body: 'An object with filter, patch and reason',
    title: 'Edit many records',
    open: (total: number) => `Edit ${plural(total, { one: 'this record', other: 'these # records' })}`,
    lead: <T>(list: Element<T>) => [
      'The change applies to every record of ',
      list('this list'),
      '. It is rehearsed first: nothing is stored until you confirm it.',
    ],
    changes: 'Changes',
    keep: 'Leave as it is',
    set: (title: string) => `${title}: set to`,
    remove: (title: string) => `${title}: remove`,
    removeShort: 'Remove it',
    addTags: 'Tags to add',
    removeTags: 'Tags to remove',
    tagsHelp: 'Separate tags by commas.',
    patch: 'Other changes, as a JSON merge patch',
    patchHelp: 'An object with the fields to change; null removes one. It applies after the fields above.',
    reasonHelp: 'Required. The reason is public, and is kept with every record.',
    validOnly: 'Change the valid records even if others would break a rule',
    rehearse: 'Rehearse',
    result: 'Rehearsal',
    matched: 'Records of the list',
    changed: 'To be changed',
    unchanged: 'Already so',
    rejected: 'Would break a rule',
    stale: 'Changed by others since',
    blocked:
      'Nothing is changed while records break a rule. Change the patch, or choose above to change the valid ones.',
    nothing: 'No record would change.',
    commit: (count: number) => `Change ${plural(count, { one: '# record', other: '# records' })}`,
    examples: 'Examples',
    example: (position: number) => `Example ${position}`,
    before: 'Before',
    after: 'After',
    faults: 'Records that would break a rule',
    fault: 'What is wrong',
    left: 'Records that stay as they are, because others have changed them',
    first: (count: number) => `The first ${number(count)} are listed.`,
    nothingStored: 'Nothing was stored.',
  },

  /** The page of a commit. */
  commitPage: {
    title: (seq: number) => `Commit ${seq}`,
    what: 'What',
    who: 'By',
    when: 'When',
    why: 'Reason',
    records: 'Records written',
    current: 'Unchanged since',
    replaced: 'Changed again since',
    undo: 'Undo this commit',
    undoHelp:
      'Every record goes back to the version before it. Records that the commit created or published are retracted, and new reports are rejected. Records that were changed since stay as they are.',
    undoReason: 'Undone as a whole.',
    button: (count: number) => `Undo ${plural(count, { one: '# record', other: '# records' })}`,
    done: 'All its records have been changed since, so there is nothing to undo.',
    notUndoable: 'A commit of this kind cannot be undone.',
    number: 'commit must be the number of a commit.',
  },

  site: {
    run: <T>(name: T) => ['Run by ', name],
    contact: <T>(contact: T) => ['Contact: ', contact],
    licence: <T>(licence: T) => ['Licence of the data: ', licence],
    aboutLink: 'About and privacy',
    about: 'About this site',
    what: 'What this is',
    privacy: 'Privacy',
    file: 'File a report',
    explore: 'Explore the incidents',
    exploreHelp: <T>(count: Element<T>) => [
      'Search and filter them, read who reported what, or ',
      count('count them'),
      ' by place, type and time.',
    ],
    use: 'Use the data',
    useHelp: 'Files for R, Python, Stata, Excel and maps, with addresses to cite.',
    latest: 'Latest events',
    addedAtOnce: <T>(date: string, dataset: T) => [
      `All of these were added at once, on ${date}, to the dataset `,
      dataset,
      '.',
    ],
    alike: 'and others on that day',
  },

  explore: {
    /** The titles of the filters whose values have a syntax of their own. */
    titles: {
      near: 'Near a point',
      bbox: 'In a box',
      min_deaths: 'Deaths at least',
      max_deaths: 'Deaths at most',
    },
    helps: {
      q: 'Whole words: drone does not find drones.',
      near: 'Latitude, longitude, kilometres. Finds records with a point.',
      bbox: 'West, south, east, north, in degrees. Finds records with a point.',
      min_deaths: 'Finds records with a best number of deaths.',
      max_deaths: 'Finds records with a best number of deaths.',
    },
    pinned: { commit: 'Version', as_of: 'As of' },
    groups: {
      place: 'Place',
      time: 'Time',
      event: 'Event',
      people: 'People and weapons',
      record: 'Source and record',
    },
    /** The name of a group of filters, with the number of those that are set. */
    group: (name: string, active: number) => (active > 0 ? `${name} (${number(active)} set)` : name),
    recordLinks: 'This record',
    csv: 'This record as CSV',
    review: 'Review',
    happened: 'Where it happened',
    thisIncident: 'This incident',
    narrow: 'Narrow down',
    year: 'Year',
    severalYears: 'in several years',
    all: (values: number) => `All ${number(values)}`,
    notCounted: 'These records are counted on pages of their own, by:',
    previous: 'Previous page',
    last: 'Last page',
    pageOf: (page: number, pages: number) => `Page ${number(page)} of ${number(pages)}`,
    jump: 'Page',
    go: 'Go',
    pageNumber: 'The number of a page is a whole number from 1.',
    pageOrCursor: 'page and cursor cannot be given together.',
    noPage: (pages: number) => plural(pages, { one: 'There is one page.', other: 'There are # pages.' }),
  },
}

/** Every text by its key. Another language is a constant of this type, so the compiler names each text that it lacks. */
export type Messages = typeof en

/** The most rows that a command names for a value. */
const maxShownRows = 10

/** The texts of commands, which the Worker does not need. */
export const commands = {
  line: {
    unknownOption: (option: string, hint: string | undefined, options: readonly string[]) =>
      [`Unknown option '${option}'.`, hint, `Options are ${options.join(', ')}.`].filter(Boolean).join(' '),
    limit: (text: string) => `--limit is a number from 1, not '${text}'.`,
    url: (text: string) => `--url is an address such as https://sitrep.example, not '${text}'.`,
    noToken: 'Give the token of an admin in SITREP_TOKEN, or in a file that --token-file names.',
    failed: (url: string, status: number, text: string) => `${url} answered ${status}: ${text}`,
  },
  token: {
    refused:
      'A token on the command line is shown by npm, by the list of processes and by the history of the shell. Put it into the variable SITREP_TOKEN, or into a file that --token-file names.',
    prompt: 'Token: ',
    noFile: (path: string) => `There is no file ${path}. --token-file names a file with a token.`,
    notOne: (path: string) => `${path} does not hold a token and nothing else.`,
  },
  deploy: {
    usage: `npm run deploy -- [options]

  --settings FILE          the settings of the deployment (default deploy.json)
  --plan free|paid         the plan of the account
  --name NAME              the name of the Worker and of its database
  --admin-token-file FILE  a token for the first admin; without it, one is made
  --dry-run                check and build, and change nothing in the account`,
    askName: 'Name of the Worker and its database [sitrep]:',
    askPlan: 'Plan of the account, free or paid:',
    lacks: (option: string) => `Nothing answers the question; give ${option}.`,
    wrongPlan: (text: string) => `The plan is free or paid, not '${text}'.`,
    notJson: (path: string, message: string) => `${path} is not JSON: ${message}`,
    wrongSettings: (path: string, names: readonly string[], known: readonly string[]) =>
      `${path} has wrong settings: ${names.join(', ')}. Its settings are ${known.join(', ')}; each of vars is a text in quotation marks.`,
    noWrangler: (message: string) => `wrangler cannot be started (${message}); run npm ci first.`,
    failed: (call: string, output: string) => `wrangler ${call} failed:\n${output}`,
    warned: (output: string) => `wrangler warns of the configuration, so nothing was deployed:\n${output}`,
    refused: (warnings: readonly string[]) =>
      `The settings are not right, so nothing was deployed:\n${warnings.map((each) => `- ${each}`).join('\n')}`,
    unknownVariable: (name: string, hint: string | undefined) =>
      [`vars: wrangler.toml has no variable ${name}.`, hint].filter(Boolean).join(' '),
    wrongVariable: (name: string, value: string, right: string) =>
      `vars: ${name} must be ${right}, not "${value}".`,
    right: {
      flag: 'true or false',
      review: 'withheld or off',
      trust: 'true: the platform sets the address of the client',
      number: 'a whole number',
      origins: 'origins such as https://ngo.example, separated by spaces, or *',
      contact: 'addresses of mail or of https pages, separated by spaces',
    },
    checked: (plan: string, name: string) => `Checked: ${name}, for the ${plan} plan.`,
    adminToken: (token: string) =>
      `\nAdmin token: ${token}\nIt is shown this once. Keep it where only you can read it, and sign in with it at /sign-in.`,
  },
  server: {
    noAnswer: (url: string, seconds: number) => `no answer from ${url}/health after ${seconds} s`,
    ended: 'the server ended before it answered',
    storeInUse: (store: string) =>
      `the store ${store} is in use by another npm start or npm run rerender. End that first; to run a command beside npm start, give --url and a token.`,
    noDatabase: (folder: string) => `There is no database in ${folder}.`,
  },
  start: {
    usage: `npm start -- [options]

Other options go to wrangler dev.

  --port N            the port (default 8787)
  --ip ADDRESS        the address to listen on (default 127.0.0.1)
  --persist-to DIR    the store (default .wrangler/state)
  --no-demo           leave an empty store empty
  --var NAME:VALUE    a variable of wrangler.toml; may be repeated
  --inspector-port N  the port of the debugger (default: a free one)`,
    port: (option: string, text: string) => `--${option} is a number from 0 to 65535, not '${text}'.`,
    variable: (pair: string) => `--var is NAME:VALUE, not '${pair}'.`,
    portTaken: (address: string, message: string) =>
      `cannot listen on ${address} (${message}); choose another: npm start -- --port N`,
    demoRejected: (record: number, status: number, text: string) =>
      `demo record ${record} was refused with ${status}:\n${text}`,
    demoLoaded: (count: number) => `\nDemo: ${count} incidents loaded.`,
    adminToken: `ADMIN_TOKEN is too short or too simple: anybody could guess it. Take at least 32 random characters, such as
the output of: node -p "require('crypto').randomBytes(32).toString('base64url')"`,
    ready: (url: string, token: string) => `\nSitrep:      ${url}\nAdmin token: ${token}\n`,
  },
  import: {
    usage: (program: string) => `${program} FILE --to URL --dataset NAME [options]

  --to URL          the address of a Sitrep, such as http://localhost:8787
  --token-file FILE a file with your token; without it, the environment's SITREP_TOKEN, or a prompt
  --dataset NAME    the dataset that the records go to
  --profile NAME    flat (default), full, ucdp, acled, gtd, or mapping when --mapping is given
  --mapping FILE    what the columns mean, as JSON
  --mode all|valid  all rows or none (default), or the good ones
  --dry-run         a dry run: check everything, store nothing
  --publish         publish what comes in
  --encoding NAME   the encoding of the file, such as windows-1256
  --null-values LIST
                    the cells that mean unknown, such as NA,-99
  --sheet NAME      the sheet of a workbook
  --csv             turn a workbook into CSV first; larger ones than 16 MiB always are
  --missing retract --reason TEXT --confirm N
                    retract what the file does not have any more
  --null-values NA,-99
                    the cells that are read as blank; '' says that every word is meant
  --type TYPE       the media type, when the file's name does not say it
  --part-bytes N    sends the file in parts of N bytes, as larger files than 95 MB always are`,
    partBytes: '--part-bytes needs a number of bytes, such as 1000000.',
    oneFile: 'Name one file.',
    noFile: (path: string) => `There is no file ${path}.`,
    isFolder: (path: string) => `${path} is a folder.`,
    noAddress: 'Say where to with --to, an address such as http://localhost:8787.',
    noWorkbookReader:
      'A workbook of this size is turned into CSV before it is sent, which this file cannot do. Save it as CSV, or use the command of a clone or of the package.',
    brokeOff: 'the answer broke off before the report',
    notEnded: (message: string) =>
      `The import did not end: ${message}. Send the file again: nothing is stored twice.`,
    noConnection: (origin: string, reason: string) =>
      `There is no connection to ${origin} (${reason}). Check the address after --to, and the network.`,
    unreadable: (path: string, reason: string) => `${path} cannot be read (${reason}).`,
    moved: (location: string) => `The site is at another address: ${location}. Give it after --to.`,
    notSitrep: (origin: string, status: number) =>
      `${origin} answered ${status}, but not as a Sitrep. Check the address after --to.`,
    tooLarge: (origin: string) =>
      `${origin} does not take a request of this size. Send the file with a smaller --part-bytes, such as 1000000.`,
    failed: (origin: string, status: number) => `${origin} answered ${status}.`,
    retry: 'Send the file again later: nothing is stored twice.',
    retryAfter: (seconds: string) => `Send the file again after ${seconds} seconds: nothing is stored twice.`,
    setToken: 'Put your token into the variable SITREP_TOKEN, or into a file that --token-file names.',
    rule: (kind: string, rule: string, count: number) => `${kind} ${rule}: ${number(count)}`,
    kinds: { note: 'Note', warning: 'Warning', error: 'Error' },
    group: (
      column: string | undefined,
      received: string | undefined,
      count: number,
      rows: readonly number[],
    ) => {
      const value = [column, received].filter((each) => each !== undefined).join(': ')
      const shown = rows.slice(0, maxShownRows).map(String)
      if (rows.length > shown.length || count > rows.length) shown.push('…')
      const where = rows.length === 0 ? '' : ` (${rows.length === 1 ? 'row' : 'rows'} ${shown.join(', ')})`
      const counted = `${plural(count, { one: '# row', other: '# rows' })}${where}`
      return `  ${[value, counted].filter((each) => each !== '').join(', ')}`
    },
    moreGroups: (count: number) => `  ${plural(count, { one: '# more value', other: '# more values' })}`,
    moreErrors: (count: number) => `${count} more errors.`,
    allErrors: (url: URL) => `All of them: ${url}`,
    annotated: (url: URL) => `The file with them beside its rows: ${url}`,
  },
  migrate: {
    oneStore: 'Name one store.',
    failed: (migration: string, message: string) => `The migration ${migration} failed: ${message}`,
    otherVersion: (
      store: string,
      names: readonly string[],
    ) => `Another version of Sitrep made the store ${store}.
Its migrations are not those of this version (${names.join(', ')}). Nothing was changed.

To carry its records over, export them with the version that made the store:
  npm start -- --no-demo --persist-to ${store}
  TOKEN=$(cat ${store}/admin-token)
  curl -f -H "Authorization: Bearer $TOKEN" -o published.csv 'http://localhost:8787/incidents.csv?profile=full'
  curl -f -H "Authorization: Bearer $TOKEN" -o submitted.csv 'http://localhost:8787/incidents.csv?profile=full&status=submitted'
Then stop it, and import them with this version into a new store:
  npm start -- --no-demo --persist-to ${store}-new
  export SITREP_TOKEN=$(cat ${store}-new/admin-token)
  npm run import -- published.csv --to http://localhost:8787 --profile full --publish
  npm run import -- submitted.csv --to http://localhost:8787 --profile full
The records get new ids. What stays in the old store: their history, all rejected, retracted and merged records, tokens,
suggestions and the descriptions of datasets.`,
  },
  rerender: {
    usage: `npm run rerender -- [options]

  --url URL         the address of a Sitrep; without it, the local store, which no other process may serve meanwhile
  --token-file FILE a file with the token of an admin; without it, the environment's SITREP_TOKEN, or a prompt
  --persist-to DIR  the local store (default .wrangler/state)
  --limit N         the number of versions of one request (default 2000, at most 5000)`,
    failed: (url: string, status: number, text: string) => `${url}/rerender answered ${status}: ${text}`,
    withoutRow: (id: string, revision: number) =>
      `Its CSV row is too large to store: /incidents/${id}, version ${revision}`,
    tooLarge: (id: string, revision: number) =>
      `Left as it is, since it would be too large: /incidents/${id}, version ${revision}`,
    progress: (rendered: number, left: number) => `${rendered} rendered, ${left} to go `,
    done: (schema: string, rendered: number, seconds: string, left: number) =>
      `Schema ${schema}: ${rendered} versions rendered in ${seconds} s, ${left} left.`,
    limit: (text: string) => `--limit is a number from 1 to 5000, not '${text}'.`,
  },
  backup: {
    usage: `npm run backup -- FILE [options]

Writes everything that the store holds at its newest commit into one file: drafts and digests of tokens, too. Killed half
way, the same command goes on where it was.

  FILE              the backup, which only you may read
  --files           also the files of imports
  --url URL         the address of a Sitrep; without it, the local store, which no other process may serve meanwhile
  --token-file FILE a file with the token of an admin; without it, the environment's SITREP_TOKEN, or a prompt
  --persist-to DIR  the local store (default .wrangler/state)`,
    oneFile: 'Name one file.',
    exists: (file: string) => `${file} is there already. Name another file.`,
    resumed: (rows: number) => `Goes on after ${number(rows)} rows.`,
    otherService: (file: string, url: string) =>
      `${file} is the beginning of a backup of ${url}. Delete it, or name another file.`,
    again: 'A record was redacted, or another version was deployed, since the backup began: it begins again.',
    tooOften: 'The store was changed in such a way five times. Try again later.',
    progress: (table: string, rows: number) => `${number(rows)} rows, ${table} `,
    done: (file: string, commit: number, rows: number, files: number, seconds: string) =>
      `${file}: commit ${commit}, ${plural(rows, { one: '# row', other: '# rows' })}, ${plural(files, { one: '# file', other: '# files' })}, in ${seconds} s. It holds drafts and digests of tokens: keep it where nobody else reads it.`,
  },
  restore: {
    usage: `npm run restore -- FILE [options]

Fills an empty store from a backup. Killed half way, the same command goes on where it was.

  FILE              the backup
  --url URL         the address of a Sitrep; without it, the local store, which no other process may serve meanwhile
  --token-file FILE a file with the token of an admin; without it, the environment's SITREP_TOKEN, or a prompt
  --persist-to DIR  the local store (default .wrangler/state)`,
    noFile: (file: string) => `There is no file ${file}.`,
    notBackup: (file: string) => `${file} is not a backup of Sitrep that this version reads.`,
    incomplete: (file: string) =>
      `${file} ends before its end: it was not finished, or is damaged. Begin npm run backup again.`,
    damaged: (file: string, part: string) => `${file} is damaged: ${part} differs from its digest.`,
    resumed: (rows: number) => `Goes on after ${number(rows)} rows.`,
    progress: (rows: number, all: number) => `${number(rows)} of ${number(all)} rows `,
    deriving: 'The rows are there. The index and the likely pairs are made.',
    done: (commit: number, rows: number, files: number, seconds: string) =>
      `Restored commit ${commit}: ${plural(rows, { one: '# row', other: '# rows' })} and ${plural(files, { one: '# file', other: '# files' })} in ${seconds} s.`,
  },
  verify: {
    usage: `npm run verify -- [FILE] [options]

Reads a whole store, computes again what can be, and names what differs: its table, its key, and what. Ends with 1 if
something differs.

  FILE              a backup; without it and --url, the local store
  --url URL         the address of a Sitrep
  --token-file FILE a file with the token of an admin; without it, the environment's SITREP_TOKEN, or a prompt
  --persist-to DIR  the local store (default .wrangler/state)
  --head COMMIT:DIGEST
                    a digest of the chain that was noted; may be repeated`,
    oneSource: 'Name one backup, one --url or one --persist-to.',
    head: (text: string) => `--head is COMMIT:DIGEST, as chain in /health has them, not '${text}'.`,
    progress: (part: string) => `${part} `.padEnd(20),
    causes: {
      redaction: 'it was redacted, so its text is gone and its digest remains',
      schema: 'a later schema writes it in another form, and its digest remains',
      unsealed: 'it was written before the store had a chain of digests',
      beside: 'it was written before digests covered its time, receipts and rows of files',
    },
    gap: (commit: number, id: string | undefined, revision: number | undefined, cause: string) =>
      `gap: commit ${commit}${id === undefined ? '' : `, revision ${revision} of ${id}`}: ${cause}.`,
    unsealed: (table: string, count: number) =>
      `gap: ${plural(count, { one: '# row', other: '# rows' })} of ${table} without a digest, written by a version of Sitrep before digests of rows.`,
    stale: (count: number) =>
      `gap: ${plural(count, { one: '# version', other: '# versions' })} of another schema: columns are not compared until npm run rerender has run.`,
    fault: (table: string, key: string, detail: string) => `wrong: ${table} ${key}: ${detail}`,
    done: ({
      head,
      versions,
      files,
      faults,
      seconds,
    }: {
      readonly head: { readonly commit: number; readonly digest: string }
      readonly versions: number
      readonly files: number
      readonly faults: number
      readonly seconds: string
    }) =>
      `${faults === 0 ? 'Everything is as it should be' : plural(faults, { one: '# fault', other: '# faults' })}: ${plural(versions, { one: '# version', other: '# versions' })} and ${plural(files, { one: '# file', other: '# files' })} in ${seconds} s. Head of the full chain: ${head.commit}:${head.digest}`,
  },
  decodeStore: {
    usage: `npm run db:decode -- [TABLE] [options]

Prints rows of a local store as NDJSON, with their texts as they were before they were stored.

  TABLE             the table (default incident_body)
  --id ID           only the rows of this id: of a record, in tables that have its key
  --limit N         at most N rows (default 20)
  --persist-to DIR  the store (default .wrangler/state)`,
    noTable: (table: string, hint: string | undefined, names: readonly string[]) =>
      [`There is no table ${table}.`, hint, `Tables are ${names.join(', ')}.`].filter(Boolean).join(' '),
    noIds: (table: string) => `The table ${table} has no ids.`,
    moreRows: (limit: number) => `There are more rows than ${limit}: see --limit.`,
    oneTable: 'Name one table.',
    noStore: (store: string) => `There is no store in ${store}.`,
  },
}
