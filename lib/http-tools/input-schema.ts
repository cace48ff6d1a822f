import { z } from 'zod'
import type { ToolParameter } from './schema.ts'

/** JSON Schema of a call's arguments. */
export function schemaOf(parameters: readonly ToolParameter[]): Record<string, unknown> {
  const properties = parameters.map(({ name, description, schema }) => [
    name,
    { ...schema, ...(description && { description }) },
  ])
  const required = parameters.flatMap((parameter) => (parameter.required ? [parameter.name] : []))
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/** What a call's arguments are held against. @throws where the schema contradicts itself */
export function inputOf(parameters: readonly ToolParameter[]): z.ZodType {
  return z.fromJSONSchema(schemaOf(parameters) as Parameters<typeof z.fromJSONSchema>[0])
}
