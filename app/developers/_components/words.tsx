/** A text of the API's document: `code` and **strong** are all that it knows of Markdown. */
export function Words({ text }: { text: string }) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    const key = `${index} ${part}`
    if (part.startsWith('`')) {
      return (
        <code key={key} className="break-words font-mono text-[0.92em]">
          {part.slice(1, -1)}
        </code>
      )
    }
    return part.startsWith('**') ? <strong key={key}>{part.slice(2, -2)}</strong> : part
  })
}
