import { Select } from '#components/ui/select.tsx'

interface PersonSelectProps {
  label: string
  placeholder: string
  people: { userId: string; name: string; email: string }[]
  /** The chosen person's id, or empty. */
  value: string
  onChange: (userId: string) => void
}

/** Chooses one of the organisation's people, told apart by their addresses. */
export function PersonSelect({ label, placeholder, people, value, onChange }: PersonSelectProps) {
  return (
    <Select
      aria-label={label}
      className="w-64 max-w-full"
      value={value}
      placeholder={placeholder}
      options={people.map(({ userId, name, email }) => ({ value: userId, label: name, description: email }))}
      onValueChange={onChange}
    />
  )
}
