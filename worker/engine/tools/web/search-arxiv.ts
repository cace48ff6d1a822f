import type { z } from 'zod'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { operatorFetch } from '#lib/net/tool-fetch.ts'
import type { webTools } from '#lib/web-tools/definitions.ts'
import { failed, succeeded } from '../outcome.ts'
import type { ToolContext, ToolOutcome } from '../tool-context.ts'
import { untrusted } from '../untrusted.ts'
import { ask } from './ask.ts'
import type { AtomEntry } from './documents.ts'
import { readDocument } from './read-document.ts'

const MAX_BYTES = 4 * 1024 * 1024
const DEFAULT_LIMIT = 8
const FIELD = /\b(?:ti|au|abs|co|jr|cat|rn|id|all):/

/** Searches arXiv by its Atom interface. */
export async function searchArxiv(
  { query, limit = DEFAULT_LIMIT, newest_first = false }: z.output<typeof webTools.arxiv_search.input>,
  { signal }: ToolContext,
): Promise<ToolOutcome> {
  const url = new URL('/api/query', env().CREWHOUSE_ARXIV_URL)
  url.searchParams.set('search_query', FIELD.test(query) ? query : allWords(query))
  url.searchParams.set('max_results', String(limit))
  url.searchParams.set('sortBy', newest_first ? 'submittedDate' : 'relevance')
  const { status, bytes } = await ask(operatorFetch(), url, { signal, maxBytes: MAX_BYTES })
  if (status === 400)
    return failed('arXiv does not understand this query. Use words, or fields such as ti:electron AND cat:cs.AI.')
  if (status !== 200) throw new AppError('unavailable', `arXiv answered with ${status}. Try again in a few seconds.`)
  const entries = await readDocument({ kind: 'atom', xml: bytes.toString('utf8') }, signal)
  // It tells of a bad query in an entry of its own.
  const problem = entries.find(({ id }) => id.includes('/api/errors'))
  if (problem) return failed(`arXiv does not understand this query: ${problem.summary.slice(0, 300)}`)
  if (entries.length === 0) return failed('arXiv has nothing that fits. Search with fewer or other words.')
  return succeeded(untrusted(`Papers on arXiv for "${query}"`, entries.map(lines).join('\n\n')))
}

function allWords(query: string): string {
  const words = query.match(/[\p{L}\p{N}][\p{L}\p{N}.-]*/gu) ?? [query]
  return words.map((word) => `all:${word}`).join(' AND ')
}

function lines({ id, title, summary, published, authors, categories }: AtomEntry, index: number): string {
  const who =
    authors.length > 6 ? `${authors.slice(0, 5).join(', ')} and ${authors.length - 5} more` : authors.join(', ')
  const about = [published.slice(0, 10), who, categories.slice(0, 3).join(' ')].filter(Boolean).join('; ')
  return `${index + 1}. ${title}\n   ${id.replace(/^http:/, 'https:')}\n   ${about}\n   ${summary.slice(0, 1200)}`
}
