import { withoutVolatile } from './volatile.ts'
import { classify, fold } from './word-classes.ts'

const MAX_CHARS = 4000
const MAX_TOKENS = 500
/** Texts that are longer are compared by their words alone. */
const MAX_GRAM_CHARS = 240

const WEIGHT = { grammar: 0, talk: 0.15, content: 1 }

/** What a text says, as far as can be told without understanding it. */
export interface Reading {
  /** What it is about, with the weight of each term. */
  terms: ReadonlyMap<string, number>
  /** Numbers and names with numbers in them, that are no counters. */
  facts: ReadonlySet<string>
  /** Those of them that cannot be mere counters: amounts, shares, and numbers of named things. */
  hardFacts: ReadonlySet<string>
  /** Numbers that stand behind no name of a thing: "status 7", "#7". */
  counters: ReadonlySet<string>
  /** The text with every number out of sight: two messages of one form share it. */
  form: string
  /** In their order. */
  words: readonly string[]
  grams: ReadonlySet<string>
  /** It says that something is set back. */
  isSettingBack: boolean
}

const token = /[\p{L}\p{N}]+(?:[._\-/@:+#][\p{L}\p{N}]+)*%?|[€$£]\s?\d[\d.,]*/gu
/** Of a file, a host or a person's address. */
const name = /^[\p{L}\p{N}_/-]{1,60}[.@][\p{L}\p{N}_./@-]{1,60}$/u
/** A name or a value that is put in quotation marks. */
const quotation = /["'`»«„“”‘’]([\p{L}\p{N}][^"'`»«„“”‘’\n]{0,40})["'`»«„“”‘’](?!\p{L})/gu
const number = /^[€$£]?\s?\d[\d.,]*(?:%|[a-z]{1,3})?$/
const hard =
  /(?:[€$£]|\b(?:eur|usd|chf|gbp|item|row|page|record|file|line|ticket|invoice|order|chapter|section|question|image|photo|review|email|entry|case|document|doc|customer|user|product|test|paragraph|slide|scene|batch|chunk|part|sku|version|v|seite|zeile|kapitel|frage|bild|auftrag|rechnung|datensatz|kunde|eintrag|artikel|abschnitt|absatz|folie|produkt|bewertung|beitrag|post|comment|tweet|sentence|satz|word|exercise|aufgabe|lesson|lektion|move|zug|level)(?:s|n|en)?\s*(?:no\.?|nr\.?|number|id)?\s*[#:=_-]?\s*#?)(\d[\d.,]*)|(\d[\d.,]*)\s*(?:%|€|\$|£|eur\b|usd\b|chf\b|gbp\b|euro\w*|dollars?|prozent|percent|k\b|m\b|days?|tage?n?|weeks?|wochen?|hours?|stunden?|months?|monate?n?|units?|stuck|pieces|kg|km|gb|mb|points?|punkte?|of \d|von \d|\/\s?\d|(?:tests?|files?|rows?|records?|items?|errors?|pages?|left|remaining|passed|failed|done|verbleibend|ubrig|fertig)\b)|\b[a-z]+[-_](\d+)\b/g
/** A number and the word before it. */
const numbered = /(?:(?<!\p{L})(\p{L}{1,30})[\s.:#(-]{0,4}|^\W{0,4}|[#([]\s{0,4})(\d{1,6})(?![\d.,]*\d)/gu
const settingBack =
  /\b(?:revert\w*|undo|undid|undone|roll(?:ed|ing)?[ -]?back|restor(?:e|ed|ing)|(?:chang|switch|mov|turn|flip|set|put)\w* (?:it |this |that |them |the \S+ )?back|back to|ruckgangig|zuruck(?:gesetzt|gestellt|geandert|genommen|gedreht|geandert)|(?:wieder|zuruck) auf|stelle\w* .{0,40}wieder)/i

/** Reads a text; bounded, whatever its length. */
export function readText(text: string): Reading {
  const cut = text.slice(0, MAX_CHARS)
  const masked = fold(withoutVolatile(cut))
  const terms = new Map<string, number>()
  const facts = new Set<string>()
  const words: string[] = []
  let count = 0
  for (const [raw] of masked.matchAll(token)) {
    if (++count > MAX_TOKENS) break
    if (/\d/.test(raw) || name.test(raw)) {
      const fact = number.test(raw) ? raw.replace(/[^\d]/g, '').replace(/^0+(?=\d)/, '') : raw
      facts.add(fact)
      terms.set(fact, 1)
      words.push(fact)
      continue
    }
    for (const word of raw.split(/[^\p{L}]+/u)) {
      if (!word) continue
      const { term, is } = classify(word)
      words.push(word)
      terms.set(term, Math.max(terms.get(term) ?? 0, word.length === 1 ? 0 : WEIGHT[is]))
    }
  }
  const hardFacts = new Set<string>()
  for (const [, before, after, named] of masked.matchAll(hard)) {
    const digits = (before ?? after ?? named ?? '').replace(/[^\d]/g, '').replace(/^0+(?=\d)/, '')
    if (digits) hardFacts.add(digits)
  }
  for (const [, quoted = ''] of masked.matchAll(quotation)) {
    facts.add(quoted)
    terms.set(quoted, Math.max(terms.get(quoted) ?? 0, 0))
  }
  const counters = new Set<string>()
  for (const [, word = '', digits = ''] of masked.matchAll(numbered)) {
    if (word === '' || classify(word).is === 'talk') counters.add(digits.replace(/^0+(?=\d)/, ''))
  }
  const form = masked
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#¤]+/gu, ' ')
    .trim()
  return {
    terms,
    facts,
    hardFacts,
    counters,
    words,
    form,
    grams: gramsOf(form),
    isSettingBack: settingBack.test(fold(cut)),
  }
}

function gramsOf(form: string): Set<string> {
  const grams = new Set<string>()
  if (form.length > MAX_GRAM_CHARS) return grams
  const padded = ` ${form} `
  for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3))
  return grams
}

/** Between 0 and 1: how much two texts say the same, in whatever order and with whatever endings. */
export function likeness(one: Reading, other: Reading): number {
  if (one.form === other.form && one.form !== '') return 1
  return Math.max(ofTerms(one.terms, other.terms), ofGrams(one.grams, other.grams))
}

function ofTerms(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  // In a text of nothing but talk the talk is what is said; words of grammar hardly tell two texts apart.
  const weigh = (weight: number) => weight * 0.9 + 0.1
  let shared = 0
  let all = 0
  for (const [term, weight] of one) {
    all += weigh(weight)
    if (other.has(term)) shared += weigh(weight)
  }
  for (const weight of other.values()) all += weigh(weight)
  return all === 0 ? 0 : (2 * shared) / all
}

function ofGrams(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size < 3 || other.size < 3) return 0
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  if (small.size * 2 < large.size) return 0
  let shared = 0
  for (const gram of small) if (large.has(gram)) shared++
  return (2 * shared) / (one.size + other.size)
}
