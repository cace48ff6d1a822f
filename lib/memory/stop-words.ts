/** Words that stand in most texts, folded as the index holds them: they say nothing about which text is meant. */
const STOP_WORDS = new Set(
  `a about after all also am an and any are as at be been but by can could did do does for from get had has have he her here
  him his how i if in into is it its just like me more most my no not now of on one or our out over please she should so
  some than that the their them then there these they this those to too up us use was we were what when where which who
  will with would you your
  aber alle allem allen aller alles als also am an andere auch auf aus bei bin bis bist bitte da damit dann das dass dein
  dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es
  euch fur hab habe haben hat hatte hier ich ihm ihn ihnen ihr ihre im in ist ja jede jeder jetzt kann kein keine konnen
  man mein mich mir mit mus muss nach nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so soll uber um und uns
  unser unter vom von vor war waren was weil wenn wer werden wie wir wird wo zu zum zur`.split(/\s+/),
)

export function isStopWord(folded: string): boolean {
  return STOP_WORDS.has(folded)
}
