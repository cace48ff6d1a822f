import type { LanguageModelV4FunctionTool } from '@ai-sdk/provider'
import { z } from 'zod'
import type { ClientTool } from '#lib/runs/client-context.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'

const offered = new WeakMap<ToolDefinition, LanguageModelV4FunctionTool>()

/** A tool as a model is offered it. Bounds are left out: they are checked on arrival, and each byte is paid for per turn. */
export function toolOffer(tool: ToolDefinition): LanguageModelV4FunctionTool {
  let offer = offered.get(tool)
  if (!offer) {
    const schema = tool.inputSchema ?? z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' })
    offer = {
      type: 'function',
      name: tool.name,
      description: tool.description,
      inputSchema: lean(schema) as LanguageModelV4FunctionTool['inputSchema'],
    }
    offered.set(tool, offer)
  }
  return offer
}

/** All that a model is offered in one request. */
export function toolOffers({
  tools,
  clientTools = [],
}: {
  tools: readonly ToolDefinition[]
  clientTools?: readonly ClientTool[] | undefined
}): LanguageModelV4FunctionTool[] {
  return [...tools.map(toolOffer), ...clientTools.map(clientToolOffer)]
}

/** A client's tool: as the client wrote it down. */
function clientToolOffer({ name, description, parameters }: ClientTool): LanguageModelV4FunctionTool {
  return {
    type: 'function',
    name,
    description,
    inputSchema: parameters as LanguageModelV4FunctionTool['inputSchema'],
  }
}

const DROPPED = new Set([
  '$schema',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'additionalProperties',
])

function lean(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lean)
  if (typeof schema !== 'object' || schema === null) return schema
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      // Their names are the tool's own and may read like a keyword.
      const properties = Object.entries(value as Record<string, unknown>)
      kept[key] = Object.fromEntries(properties.map(([name, property]) => [name, lean(property)]))
    } else if (key === 'additionalProperties' ? typeof value === 'object' : !DROPPED.has(key)) kept[key] = lean(value)
  }
  return kept
}
