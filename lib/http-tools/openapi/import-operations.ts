import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { readApi } from '../openapi-schema.ts'
import { httpAuth, httpToolView } from '../schema.ts'
import { assertFree, createHttpTool } from '../tools.ts'
import { listOperations, type ReadApi } from './list-operations.ts'
import { loadDocument } from './load-document.ts'
import { readDocument } from './read-document.ts'

const MAX_CHOSEN = 200

const source = {
  /** The document itself, JSON or YAML; else its address. */
  document: z
    .string()
    .max(1_900_000, 'The document is longer than 1.9 MB. Enter its address instead, or take the part that you need.')
    .optional(),
  address: z
    .url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' })
    .max(4000)
    .optional(),
  /** Where the API is, if not where the document says. */
  server: z
    .url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' })
    .max(2000)
    .optional(),
  /** Before the name of each tool. */
  prefix: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{0,30}$/, 'Letters, digits, _ and - alone.')
    .default(''),
}

async function read(input: { [Key in keyof typeof source]?: string | undefined }): Promise<ReadApi> {
  const { document, address, server, prefix } = input
  if ((document === undefined) === (address === undefined))
    throw new AppError('invalid_input', 'Give either the document, or its address.')
  const text = document ?? (await loadDocument(address ?? ''))
  return listOperations(readDocument(text), { address, server, prefix })
}

/** Reads the description of an API, and says what could become tools. It changes nothing. */
export const readOpenApi = defineUseCase({
  id: 'http-tools.read-openapi',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/http-tools/openapi' },
  input: source,
  output: readApi,
  prepare: (_, input) => read(input),
  execute: async ({ prepared }) => prepared,
})

/** Makes tools of chosen operations of an API: all of them, or none. */
export const importOpenApi = defineUseCase({
  id: 'http-tools.import-openapi',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/http-tools/import', successStatus: 201 },
  input: {
    ...source,
    /** As they are called in the document's reading: `GET /users/{id}`. */
    operations: z
      .array(z.string().max(2000))
      .min(1, 'Choose at least one operation.')
      .max(MAX_CHOSEN, `At most ${MAX_CHOSEN} at once.`),
    auth: httpAuth.default({ kind: 'none' }),
  },
  output: z.object({ items: z.array(httpToolView), collection: z.string() }),
  prepare: (_, input) => read(input),
  load: async ({ scope }) => scope,
  async execute({ tx, scope, prepared }, { operations, auth }) {
    const chosen = [...new Set(operations)].map((key) => {
      const operation = prepared.operations.find((each) => each.key === key)
      if (!operation)
        throw new AppError('invalid_input', `The document has no operation “${key.slice(0, 200)}”. Read it again.`)
      if (!operation.tool)
        throw new AppError(
          'invalid_input',
          `“${key.slice(0, 200)}” cannot be imported: ${operation.problem}. Leave it out.`,
        )
      return { ...operation.tool, auth, collection: prepared.title }
    })
    await assertFree(
      tx,
      scope.workspaceId,
      chosen.map(({ name }) => name),
    )
    const items = []
    for (const tool of chosen) items.push(await createHttpTool(tx, scope, tool))
    return { items, collection: prepared.title }
  },
  audit: ({ items, collection }, _, { workspaceId }) => ({
    action: 'http-tools.imported',
    targetKind: 'workspace',
    targetId: workspaceId,
    details: {
      collection,
      tools: items
        .map(({ name }) => name)
        .join(' ')
        .slice(0, 2000),
    },
  }),
})
