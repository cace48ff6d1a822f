import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import { filePath, fileVersion, MAX_ENTRIES_AT_ONCE, MAX_LIST_LIMIT } from '#lib/workspaces/file-schema.ts'
import { type Operation, parseJson, readBody, sendJson } from './http.ts'
import { zipOf } from './zip.ts'

/** Room for as many long paths as one call may name. */
const MAX_JSON_BYTES = 8 * 1024 * 1024

const position = z.coerce.number().int().nonnegative()
const pathQuery = z.object({ path: filePath })
const listQuery = pathQuery.extend({
  limit: z.coerce.number().int().min(1).max(MAX_LIST_LIMIT),
  after: z.string().max(400).optional(),
})
const rangeQuery = pathQuery.extend({
  offset: position.default(0),
  length: position.default(Number.MAX_SAFE_INTEGER),
})
const writeQuery = pathQuery.extend({ version: fileVersion.optional(), absent: z.literal('true').optional() })
const appendQuery = pathQuery.extend({ offset: position })
const paths = z.array(filePath).min(1).max(MAX_ENTRIES_AT_ONCE)
const moveBody = z.object({
  moves: z
    .array(z.object({ from: filePath, to: filePath }))
    .min(1)
    .max(MAX_ENTRIES_AT_ONCE),
  keep: z.boolean(),
})

/** What people do with a workspace's files, by method and path. */
export const fileOperations: Record<string, Operation> = {
  'GET /v1/files/list': {
    operation: 'list',
    async handle(backend, { scope, query, response }) {
      const { path, limit, after } = parseInput(listQuery, query)
      const files = await backend.files(scope)
      sendJson(response, 200, await files.list(path, { limit, after }))
    },
  },
  'GET /v1/files/stat': {
    operation: 'stat',
    async handle(backend, { scope, query, response }) {
      const { path } = parseInput(pathQuery, query)
      const files = await backend.files(scope)
      sendJson(response, 200, { path, ...(await files.stat(path)) })
    },
  },
  'GET /v1/files/content': {
    operation: 'read',
    async handle(backend, { scope, query, response }) {
      const { path, offset, length } = parseInput(rangeQuery, query)
      const files = await backend.files(scope)
      const { stream, size, version } = await files.readStream(path, { offset, length })
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': Math.max(0, Math.min(size - offset, length)),
        'x-file-size': size,
        'x-file-version': version,
      })
      await pipeline(stream, response)
    },
  },
  'PUT /v1/files/content': {
    operation: 'write',
    async handle(backend, { scope, query, request, response }) {
      const { path, version, absent } = parseInput(writeQuery, query)
      const bytes = await readBody(request, MAX_FILE_OP_BYTES)
      const files = await backend.files(scope)
      const expect = absent ? ('absent' as const) : version ? { version } : undefined
      sendJson(response, 200, await files.writeFile(path, bytes, { expect }))
    },
  },
  'POST /v1/files/append': {
    operation: 'append',
    async handle(backend, { scope, query, request, response }) {
      const { path, offset } = parseInput(appendQuery, query)
      const bytes = await readBody(request, MAX_FILE_OP_BYTES)
      const files = await backend.files(scope)
      sendJson(response, 200, await files.append(path, offset, bytes))
    },
  },
  'POST /v1/files/move': {
    operation: 'move',
    async handle(backend, { scope, request, response }) {
      const { moves, keep } = parseInput(moveBody, parseJson(await readBody(request, MAX_JSON_BYTES)))
      const files = await backend.files(scope)
      const outcomes: { code: string | null; detail: string }[] = []
      // One after the other: a later one may stand on an earlier one's folder.
      for (const { from, to } of moves) {
        outcomes.push(await files.rename(from, to, { keep }).then(done, refused))
      }
      sendJson(response, 200, outcomes)
    },
  },
  'POST /v1/files/folders': {
    operation: 'mkdir',
    async handle(backend, { scope, request, response }) {
      const { path } = parseInput(pathQuery, parseJson(await readBody(request, MAX_JSON_BYTES)))
      const files = await backend.files(scope)
      await files.mkdir(path)
      sendJson(response, 200, {})
    },
  },
  'POST /v1/files/remove': {
    operation: 'remove',
    async handle(backend, { scope, request, response }) {
      const body = parseInput(z.object({ paths }), parseJson(await readBody(request, MAX_JSON_BYTES)))
      const files = await backend.files(scope)
      for (const path of body.paths) {
        await files.remove(path, { recursive: true }).catch((error: unknown) => {
          if (!(error instanceof AppError && error.code === 'not_found')) throw error
        })
      }
      sendJson(response, 200, {})
    },
  },
  'GET /v1/files/usage': {
    operation: 'usage',
    async handle(backend, { scope, response }) {
      const files = await backend.files(scope)
      sendJson(response, 200, await files.usage())
    },
  },
  'POST /v1/files/zip': {
    operation: 'zip',
    async handle(backend, { scope, request, response }) {
      const body = parseInput(z.object({ paths }), parseJson(await readBody(request, MAX_JSON_BYTES)))
      const archive = await zipOf(await backend.files(scope), body.paths)
      response.writeHead(200, { 'content-type': 'application/zip' })
      await pipeline(archive, response)
    },
  },
}

const done = () => ({ code: null, detail: '' })

function refused(error: unknown): { code: string; detail: string } {
  if (error instanceof AppError) return { code: error.code, detail: error.message }
  throw error
}
