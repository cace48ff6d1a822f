import { useFormatter } from 'next-intl'

interface LocalDateProps {
  date: string
  /** With the hour, too. */
  time?: boolean
}

/** A day as the reader's language and own clock have it; server and browser draw the same. */
export function LocalDate({ date, time = false }: LocalDateProps) {
  const format = useFormatter()
  return (
    <time dateTime={date}>
      {format.dateTime(new Date(date), { dateStyle: 'medium', timeStyle: time ? 'short' : undefined })}
    </time>
  )
}
