'use client'

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import type { Messages } from '../_messages/en.ts'

interface MergedMessagesProps {
  messages: Partial<Messages>
  children: ReactNode
}

/** A provider inside another replaces its messages; this one adds to them. */
export function MergedMessages({ messages, children }: MergedMessagesProps) {
  const above = useMessages()
  const locale = useLocale()
  const merged = useMemo(() => ({ ...above, ...messages }), [above, messages])
  return (
    <NextIntlClientProvider locale={locale} messages={merged}>
      {children}
    </NextIntlClientProvider>
  )
}
