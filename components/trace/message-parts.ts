export interface MessagePart {
  /** Of the tool, where it is about one. */
  name: string | null
  text: string
}

/** The parts of a message of a prompt as texts: what is none is shown as the JSON that it is. */
export function messageParts(content: unknown): MessagePart[] {
  if (typeof content === 'string') return [{ name: null, text: content }]
  if (!Array.isArray(content)) return [{ name: null, text: asJson(content) }]
  return content.map((part: unknown) => {
    if (typeof part !== 'object' || part === null) return { name: null, text: asJson(part) }
    const { type, text, toolName, input, output } = part as Record<string, unknown>
    const name = typeof toolName === 'string' ? toolName : null
    if (typeof text === 'string') return { name: type === 'text' ? null : String(type), text }
    if (type === 'tool-call') return { name, text: asJson(input) }
    if (type === 'tool-result') return { name, text: resultText(output) }
    return { name, text: asJson(part) }
  })
}

function resultText(output: unknown): string {
  if (typeof output === 'object' && output !== null && 'value' in output && typeof output.value === 'string') {
    return output.value
  }
  return asJson(output)
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? ''
}
