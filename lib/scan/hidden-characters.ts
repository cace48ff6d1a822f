import type { Hit } from './rules/prose.ts'

/** Letters of other alphabets that look like Latin ones, in the order of `latin`. */
const foreign = 'аеорсухіѕјԁһԛԝѵкмтвнАВЕКМНОРСТУХІЅЈЗԌɡαοενικτυρΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսցհ'
const latin = 'aeopcyxisjdhqwvkmtbhABEKMHOPCTYXISJ3GgaoevixtupABEZHIKMNOPTYXonugh'
const lookAlikes = new Map([...foreign].map((char, index) => [char, [...latin][index] ?? char]))

const invisible =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\uFE00-\uFE0E]|[\u{1D173}-\u{1D17A}\u{E0000}-\u{E01EF}]/gu

/** The text as a reader takes it: nothing invisible in it, look-alike letters as the Latin ones, wide ones narrow. */
export function normalise(text: string): string {
  const visible = text.replace(invisible, '')
  const plain = /\P{ASCII}/u.test(visible) ? visible.normalize('NFKC') : visible
  return plain.replace(/[\p{L}\p{M}\d]{2,80}/gu, (word) => (isMixed(word) ? toLatin(word) : word))
}

const toLatin = (word: string) => [...word].map((char) => lookAlikes.get(char) ?? char).join('')
const isMixed = (word: string) => /[a-zA-Z]/.test(word) && /[\u0370-\u03FF\u0400-\u052F\u0530-\u058F]/.test(word)

const words = /\p{Extended_Pictographic}/u
/** Scripts in which joiners belong to the spelling. */
const joining =
  /[\u0600-\u08FF\u0900-\u0DFF\u0E00-\u0FFF\u1000-\u109F\u1780-\u17FF\u1800-\u18AF\uFB50-\uFDFF\uFE70-\uFEFE]/
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE]/

/** Characters that a person does not see and a model reads. */
export function findHiddenCharacters(text: string): Hit[] {
  if (!/\P{ASCII}/u.test(text)) return []
  const hits: Hit[] = []
  const hasRtl = rightToLeft.test(text)
  const zeroWidth: number[] = []
  let inWords = 0
  for (const match of text.matchAll(
    /[\u200B-\u200D\u2060-\u2064\u00AD\u180E\u115F\u1160\u3164\uFFA0]|(?<!^)\uFEFF/gu,
  )) {
    const before = [...text.slice(Math.max(0, match.index - 3), match.index)].at(-1) ?? ''
    const after = [...text.slice(match.index + 1, match.index + 4)][0] ?? ''
    const emoji = match[0] === '\u200D' && (words.test(before) || /[\uFE0F\u{1F3FB}-\u{1F3FF}]/u.test(before))
    if (emoji || joining.test(before) || joining.test(after)) continue
    if (/[\uAC00-\uD7AF\u3130-\u318F]/.test(before + after)) continue
    zeroWidth.push(match.index)
    if (
      match[0] !== '\u00AD' &&
      /[\p{L}\d\u200B-\u200D\u2060\uFEFF]/u.test(before) &&
      /[\p{L}\d\u200B-\u200D\u2060\uFEFF]/u.test(after)
    )
      inWords++
  }
  if (zeroWidth.length > 0) {
    const start = zeroWidth[0] as number
    const severity = inWords >= 3 || zeroWidth.length >= 12 ? 'high' : 'low'
    hits.push({ start, end: start + 1, severity, category: 'hidden_text', reason: 'hidden.zeroWidth' })
  }
  for (const match of [...text.matchAll(/[\u202A-\u202E\u2066-\u2069]/g)].slice(0, 5)) {
    const override = match[0] === '\u202D' || match[0] === '\u202E'
    hits.push({
      start: match.index,
      end: match.index + 1,
      severity: override || !hasRtl ? 'high' : 'low',
      category: 'hidden_text',
      reason: 'hidden.bidi',
    })
  }
  // Unicode's tags, but for those of a flag; and selectors in a row, each of which counts as a byte.
  for (const spelling of [
    /(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]{0,10})[\u{E0001}-\u{E007F}]{2,}/u,
    /[\uFE00-\uFE0D]{3,}|[\u{E0100}-\u{E01EF}]{3,}/u,
  ]) {
    const start = text.search(spelling)
    if (start < 0) continue
    hits.push({ start, end: start + 2, severity: 'critical', category: 'hidden_text', reason: 'hidden.tags' })
  }
  hits.push(...findLookAlikes(text))
  return hits
}

function findLookAlikes(text: string): Hit[] {
  const cyrillic = text.match(/[\u0400-\u04FF\u0370-\u03FF]/g)?.length ?? 0
  const letters = text.match(/[a-zA-Z]/g)?.length ?? 0
  if (cyrillic === 0 || cyrillic > letters * 0.3) return []
  const found: Hit[] = []
  for (const match of text.matchAll(/[\p{L}\d]{3,60}/gu)) {
    const word = match[0]
    if (!isMixed(word)) continue
    const folded = toLatin(word)
    // Only where all of it then is Latin: `µm`, `Δx` and `σ-algebra` are science.
    if (!/^[a-zA-Z\d]+$/.test(folded) || folded.length < 4) continue
    found.push({
      start: match.index,
      end: match.index + word.length,
      severity: 'high',
      category: 'hidden_text',
      reason: 'hidden.homoglyph',
    })
    if (found.length >= 5) break
  }
  // One alone is mostly a slip of a keyboard with two layouts.
  return found.length >= 2 ? found : found.map((hit) => ({ ...hit, severity: 'medium' }))
}

/** Text that invisible characters spell: Unicode's tags, and variation selectors counted as bytes. */
export function spelledByInvisible(text: string): string {
  const tags = [...text.matchAll(/[\u{E0020}-\u{E007E}]{4,4000}/gu)].map((match) =>
    [...match[0]].map((char) => String.fromCharCode((char.codePointAt(0) ?? 0) - 0xe0000)).join(''),
  )
  const selectors = [...text.matchAll(/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{4,4000}/gu)].map((match) =>
    [...match[0]]
      .map((char) => {
        const code = char.codePointAt(0) ?? 0
        return String.fromCharCode(code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00)
      })
      .join(''),
  )
  return [...tags, ...selectors].join('\n')
}
