import { findSecrets } from './committed-secrets.ts'
import { decodeAll } from './decode.ts'
import { isForbidden, isQuoted, isWarnedOf } from './guard.ts'
import { findHiddenCharacters, normalise, spelledByInvisible } from './hidden-characters.ts'
import { type Language, languageOf } from './language.ts'
import { type MarkdownParts, readMarkdown } from './markdown.ts'
import { findInCode } from './rules/code.ts'
import { type Host, hostsIn } from './rules/network.ts'
import { findInProse, type Hit } from './rules/prose.ts'
import { metadataAddress, otherHomes, strongPath } from './rules/sensitive.ts'
import { type Severity, severities } from './schema.ts'

export interface TextFindings {
  hits: Hit[]
  /** The text that the positions of hits and hosts refer to. */
  text: string
  /** The hosts that its code talks to. */
  hosts: Host[]
}

/** Looks at one file of text: as a reader, as an interpreter, and at what is hidden or coded in it. */
export function scanText(path: string, raw: string): TextFindings {
  const text = normalise(raw)
  const language = languageOf(path, text)
  const hits: Hit[] = [...findHiddenCharacters(raw).map((hit) => onText(raw, text, hit)), ...findSecrets(text)]
  const hosts: Host[] = []
  if (language === 'markdown') scanDocument(text, hits, hosts)
  else scanProgram(text, language, hits, hosts)
  scanCoded(text, language, hits, 0)
  const spelled = spelledByInvisible(raw)
  if (spelled) hits.push(...raised(findInProse(spelled, { hidden: true }), 0, 1))
  return { hits, text, hosts }
}

/** A position of the raw text, on the same line of the normalised one. */
function onText(raw: string, text: string, hit: Hit): Hit {
  if (raw.length === text.length) return hit
  const line = raw.slice(0, hit.start).split('\n').length - 1
  let start = 0
  for (let n = 0; n < line; n++) start = text.indexOf('\n', start) + 1
  const lineStart = raw.lastIndexOf('\n', hit.start - 1) + 1
  const lineEnd = raw.indexOf('\n', hit.start)
  const written = raw.slice(
    Math.max(lineStart, hit.start - 60),
    Math.min(lineEnd < 0 ? raw.length : lineEnd, hit.start + 60),
  )
  return { ...hit, start, end: start + 1, written }
}

function scanProgram(text: string, language: Language, hits: Hit[], hosts: Host[]) {
  const { hits: found, lexed } = findInCode(text, language)
  hits.push(...found)
  const said = language === 'text' ? text : saidIn(text, lexed.comments, lexed.literals)
  hits.push(
    ...findInProse(said).filter(
      (hit) => language === 'text' || hit.category === 'override' || hit.reason === 'exfiltration.instructed',
    ),
  )
  const talks =
    /\b(?:requests|httpx|urllib|urlopen|aiohttp|fetch|axios|curl|wget|http|https|got|socket|WebSocket|Invoke-|iwr|irm|net\.|URL|url|endpoint|host)\b/i
  if (language !== 'text' && talks.test(lexed.code)) hosts.push(...hostsIn(lexed.code))
}

/** Comments and strings, each where it stands. */
function saidIn(text: string, comments: string, literals: { start: number; end: number }[]): string {
  const chars = [...comments.split('')]
  for (const literal of literals) for (let at = literal.start; at < literal.end; at++) chars[at] = text[at] as string
  return chars.join('')
}

function scanDocument(text: string, hits: Hit[], hosts: Host[]) {
  const parts = readMarkdown(text)
  hits.push(...findInProse(parts.prose, { headings: parts.headings }))
  hits.push(...readsInProse(parts))
  scanSnippets(text, parts, hits, hosts)
  // A command may stand in a sentence without any mark.
  for (const hit of findInCode(
    parts.prose.replace(/`[^`\n]{1,2000}`/g, (code) => ' '.repeat(code.length)),
    'text',
  ).hits) {
    if (hit.severity !== 'critical' || hit.category === 'credentials' || hit.category === 'exfiltration') continue
    const above = parts.prose
      .slice(Math.max(0, hit.start - 300), hit.start)
      .split('\n')
      .slice(-3)
      .join('\n')
    if (!isForbidden(text, hit.start) && !isWarnedOf(above)) hits.push(hit)
  }
  for (const hidden of parts.hidden) {
    const end = hidden.start + hidden.text.length
    const found = [...findInProse(hidden.text, { hidden: true }), ...findInCode(hidden.text, 'shell').hits]
    hits.push(...raised(found, hidden.start, end))
    const addressed =
      /\b(?:AI|LLM|agents?|assistants?|models?|claude|gpt|copilot|bot)\b[^\n]{0,60}\b(?:must|should|always|never|need to|please|will|has to|have to|do|run|execute|send|read|include|add|follow|ensure)\b|\b(?:note|message|instructions?|attention|reminder)\s{1,3}(?:to|for)\s{1,3}(?:the |any |all )?(?:AI|LLM|agents?|assistants?|models?)|\bthe (?:AI|agent|assistant|model|bot)\b[^\n]{0,30}\b(?:reads|sends|adds|includes|runs|opens|copies|appends|fetches|posts|uploads|executes|writes)\b|\b(?:when|before|after|while|whenever) (?:you|using|running|processing|reading|executing)\b[^\n]{0,100}\b(?:also|first|then|always)\b[^\n]{0,60}\b(?:run|execute|send|read|fetch|include|upload|call|add|post|copy|append|write)\b/i
    if (
      addressed.test(hidden.text) &&
      !/(?:lint|prettier|eslint|markdownlint|toc|generated|template|badge|todo)/i.test(hidden.text)
    )
      hits.push({ start: hidden.start, end, severity: 'high', category: 'hidden_text', reason: 'hidden.comment' })
  }
}

/** Code that a document shows: what it says to run is looked at as if it ran; what it warns of is only noted. */
function scanSnippets(text: string, parts: MarkdownParts, hits: Hit[], hosts: Host[]) {
  const lines = text.split('\n')
  const starts: number[] = []
  for (let at = 0, line = 0; line < lines.length; at += (lines[line] as string).length + 1, line++) starts.push(at)
  for (const language of ['shell', 'python', 'javascript', 'powershell', 'other', 'text'] as const) {
    for (const warned of [false, true]) {
      const chosen = parts.snippets.filter(
        (one) => one.kind === 'fence' && one.language === language && one.warned === warned,
      )
      if (chosen.length === 0) continue
      // All of a document's commands form one program: what one block loads, the next may run.
      const program = lines.map((line) => ' '.repeat(line.length))
      for (const snippet of chosen) {
        for (const [index, line] of snippet.text.split('\n').entries()) {
          const at = snippet.line - 1 + index
          program[at] = line.padStart((program[at] as string | undefined)?.length ?? line.length)
        }
      }
      const code = program.join('\n')
      const { hits: found } = findInCode(code, language)
      const kept = language === 'text' ? found.filter((hit) => hit.category !== 'dangerous_call') : found
      hits.push(...(warned ? kept.map((hit) => atMost(hit, 'medium')) : kept))
      if (!warned && language !== 'text') for (const line of talkingLines(code)) hosts.push(...line)
    }
  }
  for (const snippet of parts.snippets) {
    if (snippet.kind === 'fence') {
      if (!snippet.warned) {
        const from = starts[snippet.line - 1] ?? 0
        hits.push(
          ...findInProse(snippet.text)
            .filter(
              (hit) =>
                hit.category === 'override' &&
                hit.reason !== 'override.impersonation' &&
                hit.reason !== 'override.noConfirmation',
            )
            .map((hit) => ({ ...hit, start: from + hit.start, end: from + hit.end })),
        )
      }
      continue
    }
    const from = (starts[snippet.line - 1] ?? 0) + (lines[snippet.line - 1] ?? '').indexOf(snippet.text)
    for (const hit of findInCode(snippet.text, 'shell').hits)
      hits.push({ ...(snippet.warned ? atMost(hit, 'medium') : hit), start: from, end: from + snippet.text.length })
  }
}

function talkingLines(code: string): Host[][] {
  const found: Host[][] = []
  let at = 0
  for (const line of code.split('\n')) {
    const offset = at
    if (/\b(?:curl|wget|fetch|requests|urlopen|axios|httpx?|iwr|irm|Invoke-|nc|ssh|scp|git clone)\b/.test(line))
      found.push(hostsIn(line).map((host) => ({ ...host, start: host.start + offset, end: host.end + offset })))
    at += line.length + 1
  }
  return found
}

const readVerb =
  /(?:^\s{0,8}(?:[-*+>]|\d{1,2}[.)])?\s{0,4}|[:,(—–]\s{0,4}|[*_]{1,2}|\b(?:and|then|first|please|must|should|shall|always|also|to|will|now|next|silently|quietly|secretly|immediately|you|can you|just|simply|finally|or|instead)\s{1,4})(?:read|open|cat|print|show|copy|collect|gather|grab|fetch|extract|dump|list|load|retrieve|include|attach|access|inspect|examine|look (?:at|in|into|inside)|get|query|view|display|send|upload|take|scan|harvest|base64|encode|back ?up|archive|check|find|search|parse|pull|capture|record|obtain|locate|append|forward|post|zip|tar)\b(?:[^.!?\n]|[.!?](?!\s)){0,90}$/i
const sentAway =
  /\b(?:send|post|upload|forward|transmit|include|append|attach|pass|submit|base64|encode|exfiltrate|report|e-?mail)\b/i

/** Sentences that tell an agent to read what holds keys. */
function readsInProse(parts: MarkdownParts): Hit[] {
  const hits: Hit[] = []
  const text = parts.prose
  for (const pattern of [strongPath, metadataAddress, otherHomes]) {
    for (const match of [...text.matchAll(pattern)].slice(0, 20)) {
      const lineStart = text.lastIndexOf('\n', match.index) + 1
      const before = text.slice(Math.max(lineStart, match.index - 200), match.index)
      const clause = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('; '), 0))
      if (!readVerb.test(clause) || /\.pub\b/.test(match[0])) continue
      const line = text.slice(0, match.index).split('\n').length - 1
      const context = `${parts.headings[line] ?? ''}\n${before}`
      if (isForbidden(text, match.index)) continue
      const end = text.indexOf('\n', match.index)
      const rest = text.slice(match.index, end < 0 ? text.length : end)
      const warned =
        isWarnedOf(context) ||
        (isQuoted(text, match.index, match.index + match[0].length) && isWarnedOf(context + rest))
      const optional =
        /\b(?:if|whether|make sure|ensure|verify|confirm|exists?|configured|set up|setup|stored? in|saved? (?:in|to)|add (?:it|your)|put|create)\b/i.test(
          before + rest.slice(0, 60),
        ) && !sentAway.test(before + rest)
      const severity: Severity = warned || optional ? 'low' : sentAway.test(before + rest) ? 'critical' : 'high'
      hits.push({
        start: match.index,
        end: match.index + match[0].length,
        severity,
        category: 'credentials',
        reason:
          pattern === metadataAddress
            ? 'credentials.metadata'
            : pattern === otherHomes
              ? 'credentials.otherAgent'
              : 'credentials.file',
      })
    }
  }
  return hits
}

/** What was coded so that nobody reads it weighs more than the same in plain text. */
function scanCoded(text: string, language: Language, hits: Hit[], depth: number) {
  for (const decoded of decodeAll(text)) {
    const found = [
      ...findInProse(decoded.text, { hidden: true }),
      ...findInCode(decoded.text, 'shell').hits,
      ...findInCode(decoded.text, 'python').hits,
      ...findInCode(decoded.text, 'javascript').hits,
    ].filter((hit) => severities.indexOf(hit.severity) >= severities.indexOf('medium'))
    if (found.length > 0) hits.push(...raised(found, decoded.start, decoded.end))
    else if (language === 'markdown' && ordersSomething(decoded.text)) {
      hits.push({
        start: decoded.start,
        end: decoded.end,
        severity: 'high',
        category: 'hidden_text',
        reason: 'hidden.encoded',
      })
    } else if (
      language !== 'text' &&
      language !== 'markdown' &&
      /^\s{0,4}(?:https?:\/\/\S{4,300}|(?:ba)?sh -c |import (?:os|socket|subprocess)|require\()/.test(decoded.text)
    ) {
      hits.push({
        start: decoded.start,
        end: decoded.end,
        severity: 'high',
        category: 'obfuscation',
        reason: 'obfuscation.indirect',
      })
    }
    if (depth < 2 && decoded.text.length > 20 && decoded.text !== text) {
      const inner: Hit[] = []
      scanCoded(decoded.text, language, inner, depth + 1)
      hits.push(...raised(inner, decoded.start, decoded.end))
    }
  }
}

/** A sentence that wants something done: nobody codes one that may be read. */
function ordersSomething(text: string): boolean {
  return (
    !/[<{;=]/.test(text) &&
    (text.match(/[a-z]{2,}/gi)?.length ?? 0) >= 5 &&
    /\b(?:send|upload|post|delete|ignore|run|execute|copy|forward|disclose|reveal|tell|keep (?:quiet|silent)|do not|obey|disable|install|e-?mail)\b/i.test(
      text,
    )
  )
}

function raised(hits: Hit[], start: number, end: number): Hit[] {
  if (hits.length === 0) return []
  const all = hits
    .filter((hit) => hit.severity !== 'low')
    .map((hit): Hit => ({ ...hit, start, end, severity: 'critical' }))
  return all.length === 0
    ? []
    : [{ start, end, severity: 'critical', category: 'hidden_text', reason: 'hidden.encoded' }, ...all]
}

const atMost = (hit: Hit, most: Severity): Hit =>
  severities.indexOf(hit.severity) > severities.indexOf(most) ? { ...hit, severity: most } : hit
