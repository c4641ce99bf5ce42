/** Texts that would do harm if a page took them for markup, an address or a name of its own. */

/** What each script in them does. */
const run = 'globalThis.pwned=1'

/** The texts by what they try. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'an element': `<script>${run}</script><img src=x onerror=${run}><svg onload=${run}><iframe srcdoc="<script>${run}</script>">`,
  'the end of a text': `</textarea></title></style></select></option></template></noscript><script>${run}</script>`,
  'the end of an attribute': `" autofocus onfocus=${run} x="' onmouseover='${run}' \` onclick=${run}`,
  'an address that is a script': `javascript:${run}//https://example.org/`,
  'an address with a hidden scheme': ` \u0001java\tscript\n:${run}`,
  'data that is a page': `data:text/html,<script>${run}</script>`,
  'other namespaces': `<svg><style><img src=x onerror=${run}></style><math><mtext><table><mglyph><style><!--</style><img title="--><img src onerror=${run}>">`,
  'a comment': `--><!--><script>${run}</script><![CDATA[<script>${run}</script>]]><!-- `,
  'references and templates': `&lt;script&gt;${run}&lt;/script&gt; &#106;avascript:${run} {{constructor.constructor('${run}')()}} \${${run}} <%= ${run} %>`,
  'Arabic in isolates': `\u2067هجوم <b onclick=${run}>\u2069 \u202e"><script>${run}</script>\u202c مطار`,
  'the end of data in a page': `</script><script>${run}</script>\u2028<!--<script>`,
  'other forms of brackets': `＜script＞${run}＜/script＞ +ADw-script+AD4-${run} %3Cscript%3E \ufeff<\u200bscript>`,
  'an end of a header': `en\r\nSet-Cookie: pwned=1\r\n\r\n<script>${run}</script>`,
  'a name that objects have': 'constructor',
  'the name of their prototype': '__proto__',
  'names that objects have': 'toString valueOf hasOwnProperty then',
  'the style of a page': `<link rel=stylesheet href=//example.org><style>*{background:url(//example.org)}</style><base href=//example.org><meta http-equiv=refresh content=0;//example.org>`,
}

/** The texts without control characters, each in one line, as every text of a record takes them. */
export const hostileLines: readonly string[] = Object.values(hostileTexts).map((text) =>
  text.replaceAll(/\p{Cc}/gu, ' ').trim(),
)
