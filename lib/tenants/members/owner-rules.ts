import type { Role } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'

/** What keeps an organisation in its owners' hands. `next` null: the member is removed. */
export function assertOwnerRules(actor: Role, subject: { role: Role; owners: number }, next: Role | null): void {
  const touchesOwner = subject.role === 'owner' || next === 'owner'
  if (touchesOwner && actor !== 'owner') {
    throw new AppError('not_allowed', 'Only an owner can make, change or remove an owner.')
  }
  if (subject.role === 'owner' && next !== 'owner' && subject.owners === 1) {
    throw new AppError('conflict', 'This is the last owner. Make somebody else an owner first.')
  }
}
