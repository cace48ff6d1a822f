import type { SnippetPart } from '#lib/threads/schema.ts'

/** Text in which what was searched for stands out. */
export function MarkedText({ parts }: { parts: readonly SnippetPart[] }) {
  let at = 0
  return parts.map(({ text, match }) => {
    const key = at
    at += text.length
    return match ? (
      <mark key={key} className="rounded-sm bg-accent-soft text-foreground">
        {text}
      </mark>
    ) : (
      text
    )
  })
}
