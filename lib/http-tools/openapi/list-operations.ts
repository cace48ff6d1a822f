import { AppError } from '#lib/errors.ts'
import { HTTP_METHODS, type HttpAuth, type HttpMethod } from '../schema.ts'
import type { HttpToolInput } from '../tools.ts'
import { isRecord, type Json, wrong } from './read-document.ts'
import { CannotImport, follow } from './references.ts'
import { toTool } from './to-tool.ts'

const MAX_OPERATIONS = 3000

/** One operation of a document: what it would become, or why it cannot. */
export interface ImportedOperation {
  /** `GET /users/{id}` */
  key: string
  method: HttpMethod
  path: string
  name: string
  summary: string
  tags: string[]
  problem: string | null
  tool: HttpToolInput | null
}

export interface ReadApi {
  title: string
  server: string
  /** How the document says that its requests prove themselves; the secret is chosen by a person. */
  auth: HttpAuth['kind']
  /** Of the header or the parameter that takes the key. */
  authName: string
  operations: ImportedOperation[]
}

export interface ReadOptions {
  /** Where it was loaded from, which addresses within it may start from. */
  address?: string | undefined
  /** Instead of the server that it names. */
  server?: string | undefined
  /** Before the names of its tools. */
  prefix?: string | undefined
}

/** All operations of an API, whether or not they can be imported. @throws AppError `invalid_input` */
export function listOperations(document: Json, options: ReadOptions = {}): ReadApi {
  const server = serverOf(document, options)
  const names = new Set<string>()
  const operations: ImportedOperation[] = []
  for (const [path, item] of Object.entries(document.paths as Json)) {
    const shared = attempt(() => follow(document, item))
    if (!isRecord(shared.value)) continue
    for (const method of HTTP_METHODS) {
      const operation = shared.value[method.toLowerCase()]
      if (!isRecord(operation)) continue
      if (operations.length === MAX_OPERATIONS)
        throw wrong(`The document has more than ${MAX_OPERATIONS} operations. Take the part of it that you need.`)
      const name = nameOf(operation, method, path, options.prefix ?? '', names)
      const parameters = Array.isArray(shared.value.parameters) ? shared.value.parameters : []
      const made = attempt(() => toTool(name, { document, method, path, operation, shared: parameters, server }))
      const summary = [operation.summary, operation.description].find((text) => typeof text === 'string' && text !== '')
      operations.push({
        key: `${method} ${path}`,
        method,
        path,
        name,
        summary: String(summary ?? '').slice(0, 300),
        tags: (Array.isArray(operation.tags) ? operation.tags : [])
          .filter((tag) => typeof tag === 'string')
          .slice(0, 5),
        problem: made.problem,
        tool: made.value,
      })
    }
  }
  if (operations.length === 0)
    throw wrong('The document describes no operations under "paths", so there is nothing to import.')
  const { info } = document
  const title = isRecord(info) && typeof info.title === 'string' ? info.title.trim().slice(0, 200) : ''
  return { title: title || new URL(server).hostname, server, ...authOf(document), operations }
}

/** One bad operation does not take the others along. */
function attempt<T>(work: () => T): { value: T | null; problem: string | null } {
  try {
    return { value: work(), problem: null }
  } catch (error) {
    if (error instanceof CannotImport || error instanceof AppError) return { value: null, problem: error.message }
    throw error
  }
}

function serverOf(document: Json, { server, address }: ReadOptions): string {
  const [first] = Array.isArray(document.servers) ? document.servers : []
  const written =
    server || (isRecord(first) && typeof first.url === 'string' ? withDefaults(first.url, first.variables) : '')
  const url = URL.parse(written || '/', address)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new AppError(
      'invalid_input',
      'The document does not say at which address its API is. Enter the address, such as https://api.example.com/v1.',
      {
        fieldErrors: { server: ['Enter the address of the API, such as https://api.example.com/v1.'] },
      },
    )
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

function withDefaults(url: string, variables: unknown): string {
  if (!isRecord(variables)) return url
  return url.replace(/\{([^}]+)\}/g, (place, name: string) => {
    const variable = variables[name]
    return isRecord(variable) && typeof variable.default === 'string' ? variable.default : place
  })
}

function nameOf(operation: Json, method: string, path: string, prefix: string, taken: Set<string>): string {
  const written = typeof operation.operationId === 'string' ? operation.operationId : `${method.toLowerCase()}${path}`
  const plain =
    `${prefix}${written}`
      .replace(/[^a-zA-Z0-9_-]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 60) || 'operation'
  let name = plain
  for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`
  taken.add(name)
  return name
}

/** By its first scheme that is known here. */
function authOf(document: Json): Pick<ReadApi, 'auth' | 'authName'> {
  const { components } = document
  const schemes = isRecord(components) && isRecord(components.securitySchemes) ? components.securitySchemes : {}
  for (const each of Object.values(schemes)) {
    const scheme = attempt(() => follow(document, each)).value
    if (!isRecord(scheme)) continue
    if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'basic')
      return { auth: 'basic', authName: '' }
    // Somebody has to agree there: then each agent has its own access. Other ways to a token end in a secret.
    const flows = scheme.type === 'oauth2' && isRecord(scheme.flows) ? scheme.flows : {}
    if (isRecord(flows.authorizationCode)) return { auth: 'oauth', authName: '' }
    if (scheme.type === 'http' || scheme.type === 'oauth2') return { auth: 'bearer', authName: '' }
    const authName = String(scheme.name ?? '').slice(0, 100)
    if (scheme.type === 'apiKey' && scheme.in === 'header') return { auth: 'header', authName }
    if (scheme.type === 'apiKey' && scheme.in === 'query') return { auth: 'query', authName }
  }
  return { auth: 'none', authName: '' }
}
