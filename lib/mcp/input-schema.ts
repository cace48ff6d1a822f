import { z } from 'zod'

const anyObject = z.record(z.string(), z.unknown())

/**
 * What a call's arguments are held against, as far as a server's own schema can be trusted with our time: patterns,
 * formats and references are the server's to check, for they can be made to cost anything.
 */
export function inputOf(schema: Record<string, unknown>): z.ZodType {
  try {
    if (hasReferences(schema)) return anyObject
    const converted = z.fromJSONSchema(plain(schema) as Parameters<typeof z.fromJSONSchema>[0])
    return schema.type === 'object' ? converted : anyObject
  } catch {
    return anyObject
  }
}

const DROPPED = new Set(['pattern', 'patternProperties', 'format', 'default', '$schema', 'not', 'if', 'then', 'else'])

function hasReferences(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasReferences)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, each]) => /^\$(ref|dynamicRef|recursiveRef)$/.test(key) || hasReferences(each),
  )
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !DROPPED.has(key))
  return Object.fromEntries(entries.map(([key, each]) => [key, key === 'properties' ? plainValues(each) : plain(each)]))
}

/** Their names are the tool's own, and may read like a keyword. */
function plainValues(properties: unknown): unknown {
  if (typeof properties !== 'object' || properties === null) return {}
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, plain(each)]))
}
