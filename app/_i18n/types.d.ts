import type { Messages as AppMessages } from '../_messages/en.ts'
import type { Locale as AppLocale } from './locales.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale
    Messages: AppMessages
  }
}
