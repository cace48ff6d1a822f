'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined
const format = (date: string, locale?: string, timeZone?: string) =>
  new Date(date).toLocaleDateString(locale, { dateStyle: 'medium', timeZone })

/** A day, as the reader's own calendar has it. The server, which does not know it, draws it in UTC first. */
export function LocalDate({ date }: { date: string }) {
  const text = useSyncExternalStore(
    never,
    () => format(date),
    () => format(date, 'en-GB', 'UTC'),
  )
  return <time dateTime={date}>{text}</time>
}
