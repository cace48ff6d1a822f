import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { toolName, toolRisk } from '#lib/tools/schema.ts'

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const
export const httpMethod = z.enum(HTTP_METHODS)
export type HttpMethod = z.infer<typeof httpMethod>

export const PARAMETER_TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const

export const MAX_PARAMETERS = 60
const parameterName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$/, 'A parameter has a name of letters, digits, _ or -, such as user_id.')

/** What the model fills in; it stands as `{name}` in the request. */
export const toolParameter = z.object({
  name: parameterName,
  description: z.string().trim().max(1000).default(''),
  required: z.boolean().default(true),
  /** JSON Schema of its value; only what bounds it simply is kept. */
  schema: z.record(z.string(), z.unknown()).default({ type: 'string' }),
})
export type ToolParameter = z.output<typeof toolParameter>

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'This is no name of a header.')
const line = z
  .string()
  .max(4000)
  .regex(/^[^\r\n\0]*$/, 'One line.')

/** A request with places for parameters: `https://api.example.com/users/{user_id}`. */
export const httpRequest = z.object({
  method: httpMethod,
  url: z.string().trim().min(1, 'Enter the address.').max(4000),
  query: z
    .array(z.object({ name: z.string().min(1).max(200), value: line }))
    .max(MAX_PARAMETERS)
    .default([]),
  headers: z
    .array(z.object({ name: headerName, value: line }))
    .max(MAX_PARAMETERS)
    .default([]),
  /** JSON in which `"{name}"` stands for a parameter's value; empty: no body. */
  body: z.string().max(100_000).default(''),
})
export type HttpRequest = z.output<typeof httpRequest>

const secret = z.string().trim().min(1, 'Choose a secret.').max(100)
/** How a request proves whose it is. A secret goes by its name; its value is put in when the request is made. */
export const httpAuth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('bearer'), secret }),
  z.object({ kind: z.literal('header'), secret, name: headerName }),
  z.object({ kind: z.literal('query'), secret, name: z.string().trim().min(1, 'Name the parameter.').max(200) }),
  z.object({ kind: z.literal('basic'), secret, user: line }),
  /** By the calling agent’s own connection with a service, as a bearer token. */
  z.object({ kind: z.literal('oauth'), service: z.string().trim().min(1, 'Choose a service.').max(60) }),
])
export type HttpAuth = z.output<typeof httpAuth>

/** Everything that makes an HTTP tool. */
export const httpToolFields = {
  name: toolName,
  description: z.string().trim().min(1, 'Say what it does: the model chooses it by that.').max(4000),
  collection: z.string().trim().max(200).default(''),
  request: httpRequest,
  parameters: z.array(toolParameter).max(MAX_PARAMETERS, `At most ${MAX_PARAMETERS} parameters.`).default([]),
  auth: httpAuth.default({ kind: 'none' }),
  /** Left out: by the method. */
  risk: toolRisk.optional(),
  timeoutS: z.number().int().min(1).max(300).default(30),
}
const fields = z.object(httpToolFields)
export type HttpToolFields = z.output<typeof fields>

export const httpToolView = z.object({
  id: idSchema,
  ...httpToolFields,
  risk: toolRisk,
  /** The host that it talks to, with its port where that is not the usual one. */
  host: z.string(),
  revision: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type HttpToolView = z.output<typeof httpToolView>

/** What a request came to, as far as it is shown. */
export const httpAnswer = z.object({
  status: z.number().int(),
  contentType: z.string(),
  text: z.string(),
  /** Whether there was more. */
  isCut: z.boolean(),
  durationMs: z.number().int(),
})
export type HttpAnswer = z.output<typeof httpAnswer>
