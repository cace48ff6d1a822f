import { AppError } from '#lib/errors.ts'

const MAX_DEPTH = 12
const MAX_NODES = 2000
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'])
const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const

/**
 * A JSON Schema with what bounds a value simply, and nothing else: no references, no patterns (a pattern can take for ever
 * on a value that is made for it), no formats. What is left out allows more, never less: the API itself checks the rest.
 * @throws AppError `invalid_input` where it is too deep or too large
 */
export function plainSchema(schema: unknown): Record<string, unknown> {
  return plain(schema, 0, { nodes: 0 })
}

function plain(value: unknown, depth: number, count: { nodes: number }): Record<string, unknown> {
  if (!isRecord(value)) return {}
  count.nodes++
  if (depth > MAX_DEPTH || count.nodes > MAX_NODES) {
    throw new AppError('invalid_input', 'The schema of a parameter is too deep or too large. Make it simpler.')
  }
  const inside = (each: unknown) => plain(each, depth + 1, count)
  const kept: Record<string, unknown> = {}
  const types = (Array.isArray(value.type) ? value.type : [value.type]).filter((type) => TYPES.has(type))
  if (value.nullable === true && types.length > 0 && !types.includes('null')) types.push('null')
  if (types.length > 0) kept.type = types.length === 1 ? types[0] : types
  if (typeof value.description === 'string') kept.description = value.description.slice(0, 500)
  if (Array.isArray(value.enum) && value.enum.length > 0 && value.enum.length <= 200 && value.enum.every(isScalar)) {
    kept.enum = value.enum
  } else if (isScalar(value.const) && value.const !== undefined) kept.enum = [value.const]
  for (const bound of BOUNDS) if (Number.isFinite(value[bound])) kept[bound] = value[bound]
  if (isRecord(value.properties)) {
    const names = Object.entries(value.properties)
    kept.properties = Object.fromEntries(names.map(([name, property]) => [name, inside(property)]))
    const known = new Set(names.map(([name]) => name))
    const required = Array.isArray(value.required) ? value.required.filter((name) => known.has(name)) : []
    if (required.length > 0) kept.required = required
  }
  if (isRecord(value.additionalProperties)) kept.additionalProperties = inside(value.additionalProperties)
  if (isRecord(value.items)) kept.items = inside(value.items)
  const either = [value.anyOf, value.oneOf].find(Array.isArray)
  if (either && either.length > 0 && either.length <= 20) kept.anyOf = either.map(inside)
  return kept
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
