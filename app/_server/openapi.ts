import { z } from 'zod'
import type { UseCase } from '#lib/access/define-use-case.ts'
import { API_PREFIX } from './api.ts'
import { exampleOf } from './openapi/examples.ts'
import { type OwnRoute, ownRoutes } from './openapi/own-routes.ts'
import { openAiReferences, openAiResponses, problemReferences, problemResponses } from './openapi/problems.ts'
import { type JsonSchema, jsonSchema, namedSchemas } from './openapi/schemas.ts'
import { wordsFor } from './openapi/words.ts'
import { useCases } from './registry.ts'

const INTRODUCTION = `Everything that the app does, by key: \`Authorization: Bearer chk_...\`.

**Lists** answer \`items\` and \`nextCursor\`; send that as \`cursor\` for the next page, until it is null.
**Errors** are \`application/problem+json\`: a program acts on \`code\`, a person reads \`detail\`.
**Repetitions**: a POST with an \`Idempotency-Key\` is done once in 24 hours, however often it is sent; its repetition gets the first answer, with \`Idempotency-Replayed: true\`.
**Versions**: a read has an \`ETag\`. With \`If-None-Match\` it answers 304 when nothing changed; a change with \`If-Match\` is made only to what you have read.
**Allowance**: each answer tells it in \`RateLimit-Limit\`, \`RateLimit-Remaining\` and \`RateLimit-Reset\` (seconds).
**Requests** have names: \`X-Request-Id\`, yours where you send one.
Other origins' pages cannot call this API (there is no CORS); it is for servers and scripts.`

const HEADERS: Record<string, { description: string; type: string }> = {
  'X-Request-Id': { description: 'The name of this request', type: 'string' },
  'RateLimit-Limit': { description: 'Requests that the key may send in a minute', type: 'integer' },
  'RateLimit-Remaining': { description: 'How many of them are left', type: 'integer' },
  'RateLimit-Reset': { description: 'Seconds until all of them are back', type: 'integer' },
}
const headerReferences = Object.fromEntries(
  Object.keys(HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
)
const etagHeader = { ETag: { description: 'The version of what is answered', schema: { type: 'string' } } }

interface Operation {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  pathFields: Record<string, JsonSchema>
  query: { name: string; required: boolean; description?: string; schema: JsonSchema }[]
  body: { required: boolean; content: Record<string, { schema?: JsonSchema; example?: unknown }> } | null
  answers: Record<string, object>
  errors: 'problem' | 'openai'
}

let made: object | undefined

/** The public API's reference, made from the use cases themselves. */
export function openApiDocument(): object {
  made ??= makeDocument()
  return made
}

function makeDocument(): object {
  const schemas = namedSchemas()
  const operations = [
    ...useCases.filter(({ http }) => http).map((useCase) => operationOf(useCase, schemas)),
    ...ownRoutes.map((route) => operationOfRoute(route, schemas)),
  ]
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const hasVersion =
      ['PATCH', 'PUT', 'DELETE'].includes(operation.method) &&
      operations.some(({ method, path }) => method === 'GET' && path === operation.path && !path.endsWith('/content'))
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operation, hasVersion),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Crewhouse',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: API_PREFIX }],
    security: [{ apiKey: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `chk_...`' } },
      schemas,
      headers: Object.fromEntries(
        Object.entries(HEADERS).map(([name, { description, type }]) => [name, { description, schema: { type } }]),
      ),
      responses: { ...problemResponses(headerReferences), ...openAiResponses(headerReferences) },
    },
  }
}

function describe(operation: Operation, hasVersion: boolean): object {
  const { id, method, tag, summary, description, pathFields, query, body, answers, errors } = operation
  const isRead = method === 'GET'
  const header = (name: string, text: string) => ({
    name,
    in: 'header',
    required: false,
    description: text,
    schema: { type: 'string' },
  })
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    parameters: [
      ...Object.entries(pathFields).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
      ...query.map((parameter) => ({ ...parameter, in: 'query' })),
      ...(method === 'POST' ? [header('Idempotency-Key', 'Has the request done once, however often it is sent.')] : []),
      ...(isRead ? [header('If-None-Match', 'An `ETag`: answers 304 when nothing changed since.')] : []),
      ...(hasVersion ? [header('If-Match', 'An `ETag`: the change is made only to that version.')] : []),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: {
      ...answers,
      ...(isRead ? { 304: { description: 'Nothing changed', headers: { ...headerReferences, ...etagHeader } } } : {}),
      ...(errors === 'openai' ? openAiReferences : problemReferences({ method, hasVersion })),
    },
  }
}

function operationOf(useCase: UseCase, schemas: Record<string, JsonSchema>): Operation {
  const { path, method, successStatus = 200 } = useCase.http as NonNullable<UseCase['http']>
  const input = jsonSchema(useCase.inputSchema, 'input')
  const properties = (input.properties ?? {}) as Record<string, JsonSchema>
  const inPath = fieldsOf(path)
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name))
  const required = ((input.required ?? []) as string[]).filter((name) => rest.includes(name))
  const hasBody = rest.length > 0 && method !== 'GET' && method !== 'DELETE'
  const body: JsonSchema = { type: 'object', properties: pick(properties, rest), required }
  const { tag, summary, description } = wordsFor(useCase.id)
  return {
    id: useCase.id,
    method,
    path,
    tag,
    summary,
    description: `${description ? `${description} ` : ''}Needs the role "${useCase.role}".`,
    pathFields: pick(properties, inPath),
    query: hasBody
      ? []
      : rest.map((name) => ({ name, required: required.includes(name), schema: properties[name] ?? {} })),
    body: hasBody
      ? { required: required.length > 0, content: { 'application/json': withExample(body, schemas) } }
      : null,
    errors: 'problem',
    answers: {
      [successStatus]: answerOf('Done', successStatus === 204 ? null : useCase.outputSchema, method, schemas),
    },
  }
}

function operationOfRoute(route: OwnRoute, schemas: Record<string, JsonSchema>): Operation {
  const { id, method, path, tag, summary, description, query = {}, body } = route
  const bytes = { 'application/octet-stream': {} }
  return {
    id,
    method,
    path,
    tag,
    summary,
    description,
    pathFields: Object.fromEntries(fieldsOf(path).map((name) => [name, { type: 'string', format: 'uuid' }])),
    query: Object.entries(query).map(([name, { schema, ...parameter }]) => ({
      name,
      ...parameter,
      schema: jsonSchema(schema, 'input'),
    })),
    body: body
      ? {
          required: true,
          content: body === 'bytes' ? bytes : { 'application/json': withExample(jsonSchema(body, 'input'), schemas) },
        }
      : null,
    errors: route.errors ?? 'problem',
    answers: Object.fromEntries(
      route.answers.map((answer) => [answer.status, answerOf(answer.description, answer.content, method, schemas)]),
    ),
  }
}

const mediaTypes = {
  events: ['text/event-stream'],
  mcp: ['text/event-stream', 'application/json'],
  bytes: ['application/octet-stream'],
  zip: ['application/zip'],
  picture: ['image/png', 'image/jpeg', 'image/webp'],
}

function answerOf(
  description: string,
  content: OwnRoute['answers'][number]['content'],
  method: string,
  schemas: Record<string, JsonSchema>,
): object {
  const isJson = content instanceof z.ZodType
  const replayed = {
    'Idempotency-Replayed': { description: '`true`: the answer of an earlier request', schema: { type: 'string' } },
  }
  const headers = {
    ...headerReferences,
    ...(method === 'GET' && (isJson || content === 'bytes') ? etagHeader : {}),
    ...(method === 'POST' ? replayed : {}),
  }
  if (content === null) return { description, headers }
  if (isJson) {
    return {
      description,
      headers,
      content: { 'application/json': withExample(jsonSchema(content, 'output'), schemas) },
    }
  }
  const shape = content === 'events' ? { schema: { type: 'string' } } : {}
  return { description, headers, content: Object.fromEntries(mediaTypes[content].map((type) => [type, shape])) }
}

function withExample(schema: JsonSchema, schemas: Record<string, JsonSchema>) {
  return { schema, example: exampleOf(schema, schemas) }
}

function fieldsOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
}

function pick(properties: Record<string, JsonSchema>, wanted: string[]): Record<string, JsonSchema> {
  return Object.fromEntries(wanted.map((name) => [name, properties[name] ?? {}]))
}
