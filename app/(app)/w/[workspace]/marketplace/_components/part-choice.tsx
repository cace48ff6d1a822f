interface PartChoiceProps {
  legend: string
  /** Said where there is nothing to choose from. */
  none: string
  parts: readonly { id: string; name: string; description: string }[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}

/** Parts of a workspace, some of which go into a package. */
export function PartChoice({ legend, none, parts, chosen, onChange }: PartChoiceProps) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {parts.length === 0 && <p className="text-muted-foreground text-sm">{none}</p>}
      {parts.map(({ id, name, description }) => (
        <label key={id} className="flex items-start gap-2">
          <input
            type="checkbox"
            className="mt-1 size-4 accent-primary"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
          <span className="min-w-0">
            {name}
            {description && <span className="line-clamp-1 text-muted-foreground text-sm">{description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
