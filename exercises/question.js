// The page of a question. It works without a kernel; where there is one, it is told the answer and keeps it in the notebook.

import { claim } from "../viz/outputs/js/host.js"
import { KernelSide, whenKept } from "./kernel_side.js"
import { Question } from "./question_view.js"

/** @import { QuestionData } from "../viz/outputs/js/types.d.ts" */

/** Asks in every host of the page that has this token.
 *
 * @param {string} token
 * @param {QuestionData} data
 */
export function show(token, data) {
  claim(token, host => {
    const kernel = new KernelSide(token)
    const question = new Question(host, data, given => kernel.tell(given))
    whenKept(host, token, state => question.remember(state))
  })
}
