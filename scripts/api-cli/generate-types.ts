type Schema = Record<string, unknown>

interface Operation {
  operationId: string
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: Schema }> }>
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; responses: Record<string, Operation['responses'][string]> }
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/** The types of the public API for openapi-fetch, from its own document. */
export function generateTypes(document: ApiDocument): string {
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)}`,
  )
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const methods = METHODS.map((method) => {
      const operation = operations[method]
      return operation ? `${method}: ${typeOfOperation(operation, document)}` : `${method}?: never`
    })
    return `${JSON.stringify(path)}: {\n${methods.join('\n')}\n}`
  })
  return [
    '// Made from the API’s own document by tests/unit/scripts/api-types.test.ts. Not edited by hand.',
    ...schemas,
    `export interface paths {\n${paths.join('\n')}\n}`,
    '',
  ].join('\n\n')
}

function typeOfOperation(operation: Operation, document: ApiDocument): string {
  const parameters = operation.parameters ?? []
  const fields = (place: string) => {
    const those = parameters.filter((parameter) => parameter.in === place)
    if (those.length === 0) return `${place}?: never`
    const isNeeded = those.some(({ required }) => required)
    const types = those.map(
      ({ name, required, schema = {} }) => `${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
    )
    return `${place}${isNeeded ? '' : '?'}: { ${types.join('; ')} }`
  }
  const { requestBody } = operation
  const body = requestBody
    ? `requestBody${requestBody.required ? '' : '?'}: { content: ${typeOfContent(requestBody.content)} }`
    : 'requestBody?: never'
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const { content } = response.$ref
      ? (document.components.responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
      : response
    return `${status}: { headers: Record<string, unknown>; content${content ? '' : '?'}: ${content ? typeOfContent(content) : 'never'} }`
  })
  const shown = `parameters: { ${[fields('query'), fields('path'), fields('header'), 'cookie?: never'].join('; ')} }`
  return `{ ${shown}\n${body}\nresponses: { ${responses.join('; ')} } }`
}

function typeOfContent(content: Record<string, { schema?: Schema }>): string {
  const types = Object.entries(content).map(
    ([type, { schema }]) => `${JSON.stringify(type)}: ${schema ? typeOf(schema) : 'unknown'}`,
  )
  return `{ ${types.join('; ')} }`
}

function typeOf(schema: Schema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'unknown'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (choices) return choices.map((choice) => `(${typeOf(choice)})`).join(' | ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `(${typeOf((schema.items ?? {}) as Schema)})[]`
    case 'object':
      return typeOfObject(schema)
    default:
      return 'unknown'
  }
}

function typeOfObject(schema: Schema): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const required = (schema.required ?? []) as string[]
  if (properties.length === 0) {
    const values = schema.additionalProperties
    return `Record<string, ${values && typeof values === 'object' ? typeOf(values as Schema) : 'unknown'}>`
  }
  const fields = properties.map(
    ([name, property]) => `${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(property)}`,
  )
  return `{ ${fields.join('; ')} }`
}
