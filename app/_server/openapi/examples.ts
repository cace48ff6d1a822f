import type { JsonSchema } from './schemas.ts'

const FORMATS: Record<string, string> = {
  uuid: '018f6b2e-5c1a-7c3e-9b7d-2f4a6c8e0d12',
  'date-time': '2026-01-15T09:30:00.000Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
}

const WORDS: Record<string, string> = {
  name: 'Ada',
  title: 'Weekly report',
  text: 'Summarise what changed this week.',
  path: '/workspace/report.md',
  version: '0f1e2d3c4b5a6978',
  persona: 'You write short, plain reports.',
  model: 'gpt-5',
  tools: 'shell',
  tool: 'shell',
  command: 'npm test',
  host: 'api.example.com',
  method: 'GET',
  baseUrl: 'https://models.example.com/v1',
  value: 'a-secret-of-your-own',
  hosts: 'api.example.com',
}

/** For what has a form of its own, whatever it is called: a variable, a name in small letters, a version, a package's address. */
const OTHERS = ['API_TOKEN', 'memory', '1.0.0', '0f1e2d3c4b5a6978'.repeat(4), `sha256:${'0f1e2d3c4b5a6978'.repeat(4)}`]

const DEEPEST = 6

/** An example that the schema allows, made from the schema itself so that it never grows old. */
export function exampleOf(schema: JsonSchema, named: Record<string, JsonSchema>, property = '', depth = 0): unknown {
  const inner = (next: JsonSchema, name = property) => exampleOf(next, named, name, depth + 1)
  if (typeof schema.$ref === 'string') return inner(named[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const choice = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (choice?.[0]) return inner(choice[0])
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return exampleObject(schema, inner, depth)
    case 'array': {
      const isLeast = ((schema.minItems as number | undefined) ?? 0) === 0
      return depth >= DEEPEST && isLeast ? [] : [inner((schema.items ?? {}) as JsonSchema)]
    }
    case 'integer':
    case 'number':
      return Math.max((schema.minimum as number | undefined) ?? 1, 1)
    case 'boolean':
      return false
    case 'null':
      return null
    case 'string':
      return exampleText(schema, property)
    default:
      return {}
  }
}

function exampleObject(schema: JsonSchema, inner: (next: JsonSchema, name: string) => unknown, depth: number): unknown {
  const required = (schema.required ?? []) as string[]
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  return Object.fromEntries(
    properties
      .filter(([name]) => depth < 1 || required.includes(name))
      .map(([name, property]) => [name, inner(property, name)]),
  )
}

function exampleText(schema: JsonSchema, property: string): string {
  const word = FORMATS[String(schema.format)] ?? WORDS[property] ?? 'text'
  const pattern = schema.pattern === undefined ? null : new RegExp(String(schema.pattern), 'u')
  const text = [word, ...OTHERS].find((each) => pattern?.test(each) !== false) ?? word
  return text.slice(0, (schema.maxLength as number | undefined) ?? text.length)
}
