import { useFormatter, useNow } from 'next-intl'

interface LocalDateProps {
  date: string
  /** With the hour, too. */
  time?: boolean
  className?: string
}

/** A day as the reader's language and own clock have it; server and browser draw the same. */
export function LocalDate({ date, time = false, className }: LocalDateProps) {
  const format = useFormatter()
  return (
    <time dateTime={date} className={className}>
      {format.dateTime(new Date(date), { dateStyle: 'medium', timeStyle: time ? 'short' : undefined })}
    </time>
  )
}

/** As short as it can be said today: the hour, the day of this year, or the day. For lists. */
export function RecentDate({ date, className }: { date: string; className?: string }) {
  const format = useFormatter()
  const now = useNow()
  const at = new Date(date)
  const isSame = (unit: 'day' | 'year') => {
    const options = unit === 'day' ? ({ dateStyle: 'short' } as const) : ({ year: 'numeric' } as const)
    return format.dateTime(at, options) === format.dateTime(now, options)
  }
  const style = isSame('day')
    ? ({ timeStyle: 'short' } as const)
    : isSame('year')
      ? ({ day: 'numeric', month: 'short' } as const)
      : ({ dateStyle: 'medium' } as const)
  return (
    <time
      dateTime={date}
      title={format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })}
      className={className}
    >
      {format.dateTime(at, style)}
    </time>
  )
}
