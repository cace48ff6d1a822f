import { openApiDocument } from '../openapi.ts'

/** An operation as the reference page shows it. */
export interface ReferenceOperation {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  parameters: { name: string; in: string; required: boolean; type: string; description?: string }[]
  body: unknown
  isBytes: boolean
  answers: { status: string; example: unknown }[]
  errors: string[]
}

interface Content {
  example?: unknown
}

interface DocumentOperation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  parameters: { name: string; in: string; required: boolean; description?: string; schema: Schema }[]
  requestBody?: { content: Record<string, Content> }
  responses: Record<string, { $ref?: string; content?: Record<string, Content> }>
}

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  format?: string
}

export interface Reference {
  introduction: string[]
  operations: ReferenceOperation[]
}

/** The document of the public API, as far as people read it. @param query words that an operation must hold, all of them */
export function readReference(query = ''): Reference {
  const document = openApiDocument() as {
    info: { description: string }
    paths: Record<string, Record<string, DocumentOperation>>
  }
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => toReference(path, method, operation)),
  )
  const found = operations.filter(({ id, method, path, tag, summary, description }) => {
    const text = [id, method, path, tag, summary, description].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  found.sort((a, b) => a.tag.localeCompare(b.tag) || a.path.localeCompare(b.path))
  return { introduction: document.info.description.split('\n').filter(Boolean), operations: found }
}

function toReference(path: string, method: string, operation: DocumentOperation): ReferenceOperation {
  const { operationId: id, tags, summary, description, parameters, requestBody, responses } = operation
  const body = requestBody?.content['application/json']
  return {
    id,
    method: method.toUpperCase(),
    path,
    tag: tags[0] ?? '',
    summary,
    description,
    parameters: parameters.map(({ schema, ...parameter }) => ({ ...parameter, type: typeOf(schema) })),
    body: body?.example,
    isBytes: requestBody !== undefined && body === undefined,
    answers: Object.entries(responses)
      .filter(([status]) => status < '300')
      .map(([status, { content }]) => ({ status, example: content?.['application/json']?.example })),
    errors: Object.keys(responses).filter((status) => status >= '400'),
  }
}

function typeOf({ type, enum: choices, format }: Schema): string {
  if (choices) return choices.map(String).join(' | ')
  return format ?? (Array.isArray(type) ? type.join(' | ') : (type ?? 'any'))
}
