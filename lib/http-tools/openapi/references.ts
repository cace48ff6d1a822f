import { isRecord, type Json } from './read-document.ts'

const MAX_DEPTH = 10
const MAX_NODES = 1500
const MAX_HOPS = 20

/** What cannot be imported, and why; it is said beside the operation that needs it. */
export class CannotImport extends Error {
  override readonly name = 'CannotImport'
}

/** What a local reference points to. @throws CannotImport */
export function follow(document: Json, value: unknown): unknown {
  let at = value
  for (let hops = 0; isRecord(at) && typeof at.$ref === 'string'; hops++) {
    if (hops === MAX_HOPS) throw new CannotImport(`${at.$ref} refers to itself`)
    at = lookUp(document, at.$ref)
  }
  return at
}

function lookUp(document: Json, ref: string): unknown {
  if (!ref.startsWith('#/')) throw new CannotImport(`it refers to another document, ${ref.slice(0, 200)}`)
  let at: unknown = document
  for (const part of ref.slice(2).split('/')) {
    const name = decode(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if ((!isRecord(at) && !Array.isArray(at)) || !Object.hasOwn(at, name))
      throw new CannotImport(`${ref.slice(0, 200)} is not in the document`)
    at = (at as Json)[name]
  }
  return at
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * A schema with its references written out. What refers to itself, or goes deeper than anybody fills in, becomes "any
 * value" there: the API checks the rest.
 * @throws CannotImport
 */
export function writtenOut(document: Json, schema: unknown): Json {
  const count = { nodes: 0 }
  const write = (value: unknown, within: readonly unknown[]): Json => {
    const target = follow(document, value)
    if (!isRecord(target) || within.includes(target) || within.length > MAX_DEPTH || ++count.nodes > MAX_NODES)
      return {}
    const path = [...within, target]
    const all = Array.isArray(target.allOf) ? target.allOf.slice(0, 30).map((part) => write(part, path)) : []
    const own: Json = { ...target, allOf: undefined, $ref: undefined }
    if (isRecord(target.properties)) {
      // What only the API says is nothing for a call to fill in.
      const properties = Object.entries(target.properties).filter(
        ([, each]) => !(isRecord(each) && each.readOnly === true),
      )
      own.properties = Object.fromEntries(properties.map(([name, each]) => [name, write(each, path)]))
    }
    if (target.items !== undefined) own.items = write(target.items, path)
    if (isRecord(target.additionalProperties)) own.additionalProperties = write(target.additionalProperties, path)
    for (const key of ['anyOf', 'oneOf'] as const) {
      if (Array.isArray(target[key])) own[key] = target[key].slice(0, 20).map((each) => write(each, path))
    }
    return all.length > 0 ? [...all, own].reduce(merge) : own
  }
  return write(schema, [])
}

/** `allOf`: what both ask for. */
function merge(a: Json, b: Json): Json {
  const merged: Json = { ...a }
  for (const [key, value] of Object.entries(b)) if (value !== undefined) merged[key] = value
  if (isRecord(a.properties) || isRecord(b.properties)) {
    merged.properties = { ...(a.properties as Json | undefined), ...(b.properties as Json | undefined) }
  }
  const required = [a.required, b.required].flatMap((names) => (Array.isArray(names) ? names : []))
  if (required.length > 0) merged.required = [...new Set(required)]
  return merged
}
