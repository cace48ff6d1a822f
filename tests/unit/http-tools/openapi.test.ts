import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkTool } from '#lib/http-tools/check-tool.ts'
import { listOperations } from '#lib/http-tools/openapi/list-operations.ts'
import { readDocument } from '#lib/http-tools/openapi/read-document.ts'
import { type HttpToolFields, httpToolFields } from '#lib/http-tools/schema.ts'

const fields = z.object(httpToolFields)
const api = (text: string, options = {}) => listOperations(readDocument(text), options)

const PETS = `
openapi: 3.0.3
info: { title: Pet store }
servers: [{ url: 'https://{region}.pets.example/v1', variables: { region: { default: eu } } }]
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  parameters: { Limit: { name: 'page[limit]', in: query, schema: { type: integer, maximum: 50, pattern: '(a+)+$' } } }
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string, nullable: true }
        mother: { $ref: '#/components/schemas/Pet' }
        tags: { type: array, items: { $ref: '#/components/schemas/Tag' } }
    Tag: { allOf: [{ type: object, properties: { a: { type: string } } }, { properties: { b: { const: x } } }] }
paths:
  /pets:
    get:
      operationId: pets.list
      summary: List pets
      tags: [pets]
      parameters: [{ $ref: '#/components/parameters/Limit' }]
    post:
      operationId: pets.list
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  /pets/{pet-id}:
    parameters: [{ name: pet-id, in: path, required: true, schema: { type: string } }]
    delete: { summary: Delete a pet }
  /upload:
    post: { requestBody: { required: true, content: { multipart/form-data: {} } } }
  /lost/{id}:
    get: { operationId: lost }
  /elsewhere:
    get: { parameters: [{ $ref: 'https://evil.example/x.yaml' }] }
  /broken:
    get: { parameters: [{ $ref: '#/components/parameters/Nothing' }] }
`

test('operations become tools: names, addresses, parameters, bodies, references, what proves itself', () => {
  const { title, server, auth, authName, operations } = api(PETS)
  expect({ title, server, auth, authName }).toEqual({
    title: 'Pet store',
    server: 'https://eu.pets.example/v1',
    auth: 'header',
    authName: 'X-Key',
  })
  const byKey = new Map(operations.map((operation) => [operation.key, operation]))
  expect(byKey.get('GET /pets')?.tool).toEqual({
    name: 'pets_list',
    description: 'List pets',
    request: {
      method: 'GET',
      url: 'https://eu.pets.example/v1/pets',
      query: [{ name: 'page[limit]', value: '{page_limit}' }],
      headers: [],
      body: '',
    },
    parameters: [
      // No pattern: one can be made so that it is never done.
      { name: 'page_limit', description: '', required: false, schema: { type: 'integer', maximum: 50 } },
    ],
  })
  const post = byKey.get('POST /pets')?.tool
  expect(post?.name).toBe('pets_list_2')
  expect(post?.request.body).toBe('"{body}"')
  expect(post?.parameters?.[0]?.schema).toEqual({
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: ['string', 'null'] },
      mother: {},
      tags: {
        type: 'array',
        items: { type: 'object', properties: { a: { type: 'string' }, b: { enum: ['x'] } } },
      },
    },
  })
  expect(byKey.get('DELETE /pets/{pet-id}')?.tool?.request.url).toBe('https://eu.pets.example/v1/pets/{pet-id}')
  for (const { tool } of operations) if (tool) expect(() => checkTool(fields.parse(tool))).not.toThrow()
  expect(Object.fromEntries(operations.flatMap(({ key, problem }) => (problem ? [[key, problem]] : [])))).toEqual({
    'POST /upload': expect.stringContaining('multipart/form-data'),
    'GET /lost/{id}': expect.stringContaining('{id}'),
    'GET /elsewhere': expect.stringContaining('another document, https://evil.example/x.yaml'),
    'GET /broken': expect.stringContaining('#/components/parameters/Nothing is not in the document'),
  })
})

test('3.1 in JSON, with a server relative to where the document is, and a prefix', () => {
  const document = { openapi: '3.1.0', servers: [{ url: '/api' }], paths: { '/a': { get: {} } } }
  const read = api(JSON.stringify(document), { address: 'https://docs.example/spec/openapi.json', prefix: 'docs_' })
  expect(read.server).toBe('https://docs.example/api')
  expect(read.operations[0]?.name).toBe('docs_get_a')
  expect(() => api(JSON.stringify(document))).toThrow(/Enter the address, such as/)
  expect(api(JSON.stringify(document), { server: 'https://other.example/v2/' }).server).toBe('https://other.example/v2')
})

describe('a document that is none says what to do', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (each) => `${each}: &${each} [${Array(9).fill(`*${String.fromCharCode(each.charCodeAt(0) - 1)}`)}]\n`)}openapi: 3.0.0\npaths: {}`
  test.each([
    ['', /empty/],
    ['<!doctype html><title>API</title>', /web page/],
    ['{"openapi": "3.0.0", ', /JSON is not valid/],
    ['openapi: 3.0.0\npaths:\n  /a: [unclosed', /YAML is not valid in line \d+, column \d+/],
    ['just words', /has to be an object/],
    ['swagger: "2.0"\npaths: {}', /Swagger 2\.0.*Convert/],
    ['openapi: 4.0.0\npaths: {}', /OpenAPI 4\.0\.0/],
    ['info: {}', /"openapi" is missing/],
    ['openapi: 3.0.0', /no "paths"/],
    ['openapi: 3.0.0\nservers: [{ url: https://a.example }]\npaths: {}', /no operations/],
    [bomb, /aliases/],
  ])('%s', (text, message) => expect(() => api(text)).toThrow(message))
})

test('references that lead in a circle, and schemas without end, are bounded', () => {
  const wide = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`p${i}`, { $ref: '#/components/schemas/S' }]))
  const schemas = {
    A: { $ref: '#/components/schemas/B' },
    B: { $ref: '#/components/schemas/A' },
    S: { type: 'object', properties: { ...wide, x: { $ref: '#/components/schemas/T' } } },
    T: { properties: wide },
  }
  const body = (name: string) => ({
    post: { requestBody: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } } },
  })
  const document = {
    openapi: '3.1.0',
    servers: [{ url: 'https://a.example' }],
    components: { schemas },
    paths: { '/a': body('A'), '/s': body('S') },
  }
  const [a, s] = api(JSON.stringify(document)).operations
  expect(a?.problem).toContain('refers to itself')
  expect(JSON.stringify(s?.tool).length).toBeLessThan(100_000)
})

describe('what cannot be called is not saved', () => {
  const tool = (change: object): HttpToolFields =>
    fields.parse({
      name: 'ask',
      description: 'Asks.',
      request: { method: 'GET', url: 'https://a.example/x' },
      ...change,
    })
  const request = (change: object) => ({ request: { method: 'GET', url: 'https://a.example/x', ...change } })
  test.each([
    [{ name: 'shell' }, /name of a tool of Crewhouse/],
    [{ name: 'web_fetch' }, /name of a tool of Crewhouse/],
    [request({ url: 'https://{host}/x' }), /host is fixed/],
    [request({ url: 'https://a.example{x}/' }), /host is fixed/],
    [request({ url: 'file:///etc/passwd' }), /begins with https/],
    [request({ url: 'https://user:pass@a.example/' }), /must not carry/],
    [request({ url: 'https://a.example/{id}' }), /no parameter of that name/],
    [{ parameters: [{ name: 'id' }] }, /used nowhere/],
    [request({ headers: [{ name: 'Authorization', value: 'Bearer x' }] }), /secret for all to read/],
    [request({ headers: [{ name: 'Host', value: 'b.example' }] }), /set by itself/],
    [request({ method: 'POST', body: '{name: {name}}' }), /not JSON/],
    [request({ body: '{}' }), /has no body/],
  ])('%j', (change, message) => expect(() => checkTool(tool(change))).toThrow(message))
})
