import type { ToolResult } from '#lib/stream/events.ts'
import type { ToolOutcome } from './tool-context.ts'

/** The tool did what it was asked to. */
export function succeeded(text: string, view: ToolResult['view'] = { kind: 'text' }): ToolOutcome {
  return { status: 'succeeded', result: { text, view } }
}

/** It did not, and `text` tells the model what to do about it. */
export function failed(text: string, view: ToolResult['view'] = { kind: 'text' }): ToolOutcome {
  return { status: 'failed', result: { text, view } }
}
