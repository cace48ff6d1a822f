'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { addHttpTool } from '#lib/http-tools/create-tool.ts'
import { removeHttpTool } from '#lib/http-tools/delete-tool.ts'
import { importOpenApi, readOpenApi } from '#lib/http-tools/openapi/import-operations.ts'
import type { HttpAuth, HttpRequest, ToolParameter } from '#lib/http-tools/schema.ts'
import { tryHttpTool } from '#lib/http-tools/try-tool.ts'
import { updateHttpTool } from '#lib/http-tools/update-tool.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'

interface ToolInput {
  workspaceId: string
  name: string
  description: string
  request: HttpRequest
  parameters: ToolParameter[]
  auth: HttpAuth
  risk: ToolRisk | undefined
}

export async function addTool(input: ToolInput) {
  const result = await runAction(addHttpTool, input)
  if (result.ok) refresh()
  return result
}

export async function saveTool(input: ToolInput & { httpToolId: string }) {
  const result = await runAction(updateHttpTool, input)
  if (result.ok) refresh()
  return result
}

export async function removeTool(input: { workspaceId: string; httpToolId: string }) {
  const result = await runAction(removeHttpTool, input)
  if (result.ok) refresh()
  return result
}

export async function tryTool(input: {
  workspaceId: string
  httpToolId: string
  args: Record<string, unknown>
  agentId?: string | null
}) {
  return runAction(tryHttpTool, input)
}

interface ApiSource {
  workspaceId: string
  document?: string
  address?: string
  server?: string
  prefix: string
}

export async function readApi(input: ApiSource) {
  return runAction(readOpenApi, input)
}

export async function importTools(input: ApiSource & { operations: string[]; auth: HttpAuth }) {
  const result = await runAction(importOpenApi, input)
  if (result.ok) refresh()
  return result
}
