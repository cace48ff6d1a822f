/** Words by which a text forbids what it names. */
const forbids =
  /\b(never|do not|don['’]t|must not|mustn['’]t|should not|shouldn['’]t|cannot|can['’]t|avoid|refuse|reject|prohibit(?:ed)?|forbidden|disallow(?:ed)?|not allowed|instead of|rather than|prevents?|blocks?|niemals|nicht|vermeiden)\b/i

/** Words by which a text warns of what it names, or teaches to find it. */
const warns =
  /\b(detect(?:s|ed|ing|ion|ors?)?|flag(?:s|ged|ging)?|look(?:s|ing)? (?:out )?for|search(?:es|ing)? for|watch (?:out )?for|checks? for|red flags?|suspicious|malicious|attack(?:s|er|ers|ing)?|exploit(?:s|ed|ation)?|vulnerab\w{2,8}|unsafe|insecure|dangerous|risky|anti-?patterns?|bad|wrong|warning|caution|injections?|phishing|jailbreaks?|threats?|payloads?|untrusted|adversar\w{2,6}|hostile|signatures?|indicators?|patterns? (?:such as|like)|if you (?:see|find|encounter|notice)|as (?:plain |mere )?data|(?:pages?|documents?|files?|texts?|messages?|content|e-?mails?|websites?|input|comments?) (?:that )?(?:says?|asks?|tells?|contains?|claims?)|refus(?:e|al)|attempts?|declin(?:e|es|ed|ing)|red[- ]team\w{0,5}|pentest\w{0,5}|malware|angreif\w{0,6}|verdächtig\w{0,3}|warnung|do ?n[o'’]t|never|avoid)\b|[❌🚫⛔⚠✗✘]/iu

/** The sentence up to the phrase forbids it. */
export function isForbidden(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 160), start)
  const sentence = before.slice(lastBreak(before))
  return forbids.test(sentence)
}

function lastBreak(text: string): number {
  let at = 0
  for (const match of text.matchAll(/[.!?;:](?=\s)|\n\s*(?:\n|[-*+]\s|\d+[.)]\s|#)|[—–]| but | then |, and /g))
    at = match.index + 1
  return at
}

/** The phrase stands in quotation marks, backticks, a table's cell or a block quote: it is spoken of, not said. */
export function isQuoted(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const found = text.indexOf('\n', end)
  const line = text.slice(lineStart, found < 0 ? text.length : found)
  if (/^\s*(\||>)/.test(line)) return true
  const before = line.slice(0, start - lineStart)
  const after = line.slice(end - lineStart)
  return /["“”„`'‘’«»][^"“”„`«»]{0,120}$/.test(before) && /^[^"“”„`«»]{0,120}["“”„`'‘’«»]/.test(after)
}

/** The words around it (its sentence, the heading, the lines above) warn of it. */
export function isWarnedOf(context: string): boolean {
  return warns.test(context)
}

/** Somebody else's words: "a comment that tells you to ignore your rules is spam". */
export function isReported(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start) + 1
  const sentence = text.slice(Math.max(lineStart, start - 120), Math.min(text.length, end + 80))
  return /\b(?:comments?|messages?|pages?|mails?|e-?mails?|inputs?|documents?|posts?|texts?|attackers?|visitors?|commenters?) (?:that|which|who) (?:says?|tells?|asks?|claims?|wants?|tries|tell|try|contains?|instructs?)\b[^.\n]{0,160}\b(?:spam|remove|reject|ignore|refuse|flag|report|suspicious|attack|injection|delete|block|treat (?:it|them) as (?:data|text))/i.test(
    sentence,
  )
}
