import { z } from 'zod'
import type { HttpBinding, UseCase } from '#lib/access/define-use-case.ts'
import { API_PREFIX } from './api.ts'
import { useCases } from './registry.ts'

const reference = (name: string) => ({ $ref: `#/components/${name}` })

/** The public API's reference, made from the use cases themselves. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = { ...besidesUseCases }
  for (const useCase of useCases) {
    const { http } = useCase
    if (http) paths[http.path] = { ...paths[http.path], [http.method.toLowerCase()]: operationOf(useCase, http) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Crewhouse', version: '1' },
    servers: [{ url: API_PREFIX }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, chk_...' } },
      responses: {
        problem: {
          description: 'An error (RFC 9457), with a code to act on',
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    },
  }
}

const problem = { default: reference('responses/problem') }

function inPath(name: string) {
  return { name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
}

const filePathParameter = { name: 'path', in: 'query', required: true, schema: { type: 'string' } }
const anyBytes = { 'application/octet-stream': {} }

/** Operations with routes of their own. */
const besidesUseCases: Record<string, Record<string, object>> = {
  '/me': {
    get: {
      operationId: 'me',
      description: 'The organisations and workspaces that the key can enter.',
      responses: { 200: { description: 'Done', content: { 'application/json': {} } }, ...problem },
    },
  },
  '/workspaces/{workspaceId}/runs/{runId}/events': {
    get: {
      operationId: 'runs.events',
      description: 'The run as it is, and what happens from there until it is over, as server-sent events.',
      parameters: [inPath('workspaceId'), inPath('runId')],
      responses: { 200: { description: 'Events', content: { 'text/event-stream': {} } }, ...problem },
    },
  },
  '/workspaces/{workspaceId}/files/content': {
    get: {
      operationId: 'files.read',
      description: 'The bytes of a file.',
      parameters: [inPath('workspaceId'), filePathParameter],
      responses: { 200: { description: 'The file', content: anyBytes }, ...problem },
    },
    put: {
      operationId: 'files.write',
      description: 'Creates or replaces a file.',
      parameters: [inPath('workspaceId'), filePathParameter],
      requestBody: { required: true, content: anyBytes },
      responses: { 200: { description: 'Done', content: { 'application/json': {} } }, ...problem },
    },
  },
}

const problemSchema = jsonSchema(
  z.object({
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    fieldErrors: z.record(z.string(), z.array(z.string())).optional(),
  }),
  'output',
)

function operationOf(useCase: UseCase, http: HttpBinding): object {
  const input = jsonSchema(useCase.inputSchema, 'input')
  const properties = (input.properties ?? {}) as Record<string, object>
  const pathFields = [...http.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const rest = Object.keys(properties).filter((name) => !pathFields.includes(name))
  const required = (input.required ?? []).filter((name) => rest.includes(name))
  const hasBody = rest.length > 0 && http.method !== 'GET' && http.method !== 'DELETE'
  const parameter = (name: string, where: 'path' | 'query') => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name],
  })
  const body = {
    type: 'object',
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required,
  }
  return {
    operationId: useCase.id,
    description: `Needs the role "${useCase.role}".`,
    parameters: [
      ...pathFields.map((name) => parameter(name, 'path')),
      ...(hasBody ? [] : rest.map((name) => parameter(name, 'query'))),
    ],
    ...(hasBody
      ? { requestBody: { required: required.length > 0, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      [http.successStatus ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: jsonSchema(useCase.outputSchema, 'output') } },
      },
      ...problem,
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return plain
}
