import type { HttpMethod, HttpRequest, HttpToolView, ToolParameter } from '#lib/http-tools/schema.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'
import { type AuthDraft, NO_AUTH } from './auth-fields.tsx'

/** A tool while somebody writes it. */
export interface ToolDraft {
  name: string
  description: string
  method: HttpMethod
  url: string
  /** One on each line: `name: value`. */
  query: string
  headers: string
  body: string
  parameters: ToolParameter[]
  auth: AuthDraft
  risk: ToolRisk | null
}

const EMPTY: ToolDraft = {
  ...{ name: '', description: '', method: 'GET', url: '', query: '', headers: '', body: '' },
  parameters: [],
  auth: NO_AUTH,
  risk: null,
}

export function draftOf(tool: HttpToolView | undefined): ToolDraft {
  if (!tool) return EMPTY
  const { name, description, request, parameters = [], auth, risk } = tool
  return {
    ...{ name, description, parameters, risk },
    ...{ method: request.method, url: request.url, body: request.body },
    query: linesOf(request.query),
    headers: linesOf(request.headers),
    auth: { ...NO_AUTH, ...auth },
  }
}

/** The request as it is saved. */
export function requestOf({ method, url, query, headers, body }: ToolDraft): HttpRequest {
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return { method, url: url.trim(), query: pairsOf(query), headers: pairsOf(headers), body: hasBody ? body : '' }
}

/** The parameters that stand in the request, in their order, each as it was described so far. */
export function parametersOf(draft: ToolDraft): ToolParameter[] {
  const { url, query, headers, body } = requestOf(draft)
  const texts = [url, ...[...query, ...headers].map(({ value }) => value), body].join('\n')
  const names = new Set([...texts.matchAll(/\{([a-zA-Z_][a-zA-Z0-9_-]{0,63})\}/g)].map(([, name = '']) => name))
  return [...names].map(
    (name) =>
      draft.parameters.find((parameter) => parameter.name === name) ?? {
        name,
        description: '',
        required: true,
        schema: { type: 'string' },
      },
  )
}

function pairsOf(text: string): { name: string; value: string }[] {
  return text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':')
    if (line.trim() === '') return []
    return [
      {
        name: (colon === -1 ? line : line.slice(0, colon)).trim(),
        value: colon === -1 ? '' : line.slice(colon + 1).trim(),
      },
    ]
  })
}

function linesOf(pairs: readonly { name: string; value: string }[]): string {
  return pairs.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

/** The host of an address that may not be whole yet. */
export function hostIn(url: string): string {
  return URL.parse(/^https?:\/\/[^/?#{]*/i.exec(url.trim())?.[0] ?? '')?.host ?? ''
}
