"""Everything viz says: {key: {language: the sentence}}, with {blanks} for what is filled in."""

SENTENCES = {
    "data": {"en": "data", "zh-TW": "data"},
    "grad": {"en": "grad", "zh-TW": "grad"},
    "graph of": {"en": "Computation graph of {count} values", "zh-TW": "計算圖，共 {count} 個數值"},
    "graph of one": {"en": "Computation graph of one value", "zh-TW": "計算圖，只有 1 個數值"},
    "value number": {"en": "#{number}", "zh-TW": "#{number}"},
    "and more": {"en": "and {count} more values", "zh-TW": "以及另外 {count} 個數值"},
    "left out": {
        "en": "{shown} of {total} values are shown, those nearest to the result. To see another part, draw a value "
        "further left; to see more at once, viz.draw(..., limit={more}).",
        "zh-TW": "共 {total} 個數值，圖中畫出離結果最近的 {shown} 個。想看其他部分，請改畫圖中更左邊的數值；"
        "想一次看更多，請用 viz.draw(..., limit={more})。",
    },
    "too slow": {
        "en": "{shown} of {total} values are shown, those nearest to the result: placing more took longer than "
        "{seconds} s. To see another part, draw a value further left.",
        "zh-TW": "共 {total} 個數值，圖中畫出離結果最近的 {shown} 個：排列更多數值會超過 {seconds} 秒。想看其他部分，請改畫圖中更左邊的數值。",
    },
    "over": {"en": "more than {count}", "zh-TW": "{count}+"},
    "order unknown": {
        "en": "? The order of these operands is not known: the class keeps them in a set.",
        "zh-TW": "? 這些運算元的先後順序不明：這個類別把它們放在 set 裡。",
    },
    "stale": {
        "en": "≠ This data is not what the operation gives for the operands as they are now. "
        "Was an operand changed afterwards?",
        "zh-TW": "≠ 用運算元現在的數值來算，結果和這個 data 不同。是不是後來改過某個運算元？",
    },
    "not a value": {
        "en": "viz draws Value-like objects: something with .data, and with ._prev or ._children once it was computed. "
        "This is {kind}: {shown}",
        "zh-TW": "viz 畫的是類似 Value 的物件：要有 .data，若是運算的結果，還要有 ._prev 或 ._children。收到的是 {kind}：{shown}",
    },
    "operands unreadable": {
        "en": "{name} of a Value should hold its operands in a tuple, but holds {kind}: {shown}",
        "zh-TW": "Value 的 {name} 應該用 tuple 存放運算元，但這裡是 {kind}：{shown}",
    },
    "cycle": {
        "en": "this graph runs in a circle: {name} is among its own operands, directly or through others. "
        "An operation has to return a new Value.",
        "zh-TW": "這個計算圖繞成了圈：{name} 直接或間接成了自己的運算元。每次運算都要回傳一個新的 Value。",
    },
    "no label": {
        "en": '{kind} has no room for a label: add "label" to its __slots__, or leave __slots__ out.',
        "zh-TW": '{kind} 沒有地方放 label：請在 __slots__ 加上 "label"，或不要用 __slots__。',
    },
    "nothing to label": {
        "en": "viz.label takes names and values, viz.label(a=a, b=b), or a namespace, viz.label(globals()); {name} is {kind}.",
        "zh-TW": "viz.label 要的是名字和數值，例如 viz.label(a=a, b=b)，或一個命名空間，例如 viz.label(globals())；{name} 卻是 {kind}。",
    },
    "bad limit": {
        "en": "limit is how many values to draw at most: a whole number from 1 up, not {shown}",
        "zh-TW": "limit 是最多畫幾個數值：必須是 1 以上的整數，不能是 {shown}",
    },
    "bad suffix": {
        "en": "this is saved as {endings}, not as {name!r}",
        "zh-TW": "這可以存成 {endings}，不能存成 {name!r}",
    },
    "no graphviz": {
        "en": "Graphviz, which places the boxes, is missing here. Run  %pip install pygraphviz  in a cell (it brings its own Graphviz).",
        "zh-TW": "這裡沒有負責排版的 Graphviz。請在儲存格執行  %pip install pygraphviz  （它內附 Graphviz）。",
    },
    "layout too slow": {
        "en": "Placing the boxes took longer than {seconds} s. Draw a value further left, or fewer: viz.draw(..., limit=100).",
        "zh-TW": "排列方框超過了 {seconds} 秒。請改畫更左邊的數值，或少畫一些：viz.draw(..., limit=100)。",
    },
    "graphviz failed": {
        "en": "Graphviz could not make {format}: {reason}",
        "zh-TW": "Graphviz 無法產生 {format}：{reason}",
    },
    # One sentence for each operation: what happens on the way back.
    "add in words": {
        "en": "Addition passes the gradient on unchanged: the local slope is 1.",
        "zh-TW": "加法把梯度照原樣往回傳：局部斜率就是 1。",
    },
    "sub left in words": {
        "en": "In a subtraction the left side gets the gradient unchanged: the local slope is 1.",
        "zh-TW": "減法把梯度照原樣傳給左邊：局部斜率是 1。",
    },
    "sub right in words": {
        "en": "In a subtraction the right side gets the gradient with its sign turned: the local slope is -1.",
        "zh-TW": "減法把梯度變號，再傳給右邊：局部斜率是 -1。",
    },
    "mul in words": {
        "en": "Multiplication hands each operand the other's value as its local slope.",
        "zh-TW": "乘法的局部斜率，就是另一個運算元的數值。",
    },
    "div top in words": {
        "en": "In a quotient the slope for the top is 1 divided by the bottom.",
        "zh-TW": "除法裡，分子的局部斜率是 1 除以分母。",
    },
    "div bottom in words": {
        "en": "In a quotient the slope for the bottom is minus the quotient, divided by the bottom.",
        "zh-TW": "除法裡，分母的局部斜率是商取負號，再除以分母。",
    },
    "pow base in words": {
        "en": "The power rule: the exponent comes down in front, and then loses 1.",
        "zh-TW": "冪次規則：把指數乘到前面，指數再減 1。",
    },
    "pow exponent in words": {
        "en": "For the exponent the slope is the result times the natural logarithm of the base.",
        "zh-TW": "指數的局部斜率是運算結果乘上底數的自然對數。",
    },
    "neg in words": {
        "en": "Negation turns the sign of the gradient.",
        "zh-TW": "取負號會讓梯度變號。",
    },
    "relu open in words": {
        "en": "The gate is open, as its input is above 0: the gradient passes unchanged.",
        "zh-TW": "輸入大於 0，閘門開著：梯度照原樣通過。",
    },
    "relu closed in words": {
        "en": "The gate is closed, as its input is not above 0: no gradient gets through.",
        "zh-TW": "輸入不大於 0，閘門關著：梯度過不去。",
    },
    "relu leaks in words": {
        "en": "The gate is closed, as its input is not above 0, but it leaks: the gradient gets through multiplied by the slope of that side.",
        "zh-TW": "輸入不大於 0，閘門卻沒有關緊：梯度乘上這一邊的斜率，再往回傳。",
    },
    "exp in words": {
        "en": "The slope of exp is exp itself: the result once more.",
        "zh-TW": "exp 的導數就是 exp 本身：局部斜率等於運算結果。",
    },
    "log in words": {
        "en": "The slope of the logarithm is 1 divided by its input.",
        "zh-TW": "對數的局部斜率是 1 除以輸入。",
    },
    "tanh in words": {
        "en": "The slope of tanh is 1 minus its result squared: steep near 0, flat far away.",
        "zh-TW": "tanh 的局部斜率是 1 減去結果的平方：輸入靠近 0 時很陡，離得愈遠愈平。",
    },
    "sigmoid in words": {
        "en": "The slope of the sigmoid is its result times 1 minus its result: at most 0.25, and flat far from 0.",
        "zh-TW": "sigmoid 的局部斜率是結果乘上「1 減去結果」：最大只有 0.25，輸入離 0 愈遠愈平。",
    },
    "sqrt in words": {
        "en": "The slope of the square root is 1 divided by twice the result: the nearer to 0, the steeper.",
        "zh-TW": "平方根的局部斜率是 1 除以運算結果的 2 倍：輸入愈靠近 0 愈陡。",
    },
    "sin in words": {
        "en": "The slope of the sine is the cosine of its input.",
        "zh-TW": "sin 的局部斜率是輸入的 cos。",
    },
    "cos in words": {
        "en": "The slope of the cosine is the sine of its input with its sign turned.",
        "zh-TW": "cos 的局部斜率是輸入的 sin 再變號。",
    },
    "abs above in words": {
        "en": "The input is above 0 and is its own absolute value: the gradient passes unchanged.",
        "zh-TW": "輸入大於 0，絕對值就是它本身：梯度照原樣通過。",
    },
    "abs below in words": {
        "en": "The input is below 0, so its absolute value moves the other way: the gradient gets its sign turned.",
        "zh-TW": "輸入小於 0，它變大，絕對值反而變小：梯度要變號。",
    },
    "abs corner in words": {
        "en": "At 0 the absolute value has a corner. By convention its slope there is 0: no gradient gets through.",
        "zh-TW": "輸入是 0，正好在絕對值的轉角上。這裡的斜率依慣例是 0：梯度過不去。",
    },
    "max chosen in words": {
        "en": "This operand is the largest, so the result moves with it: the gradient passes unchanged.",
        "zh-TW": "這個運算元最大，它移動多少，結果就移動多少：梯度照原樣通過。",
    },
    "max tied in words": {
        "en": "More than one operand is the largest: by convention they share the gradient equally.",
        "zh-TW": "最大的運算元不只一個：依慣例，梯度由它們平分。",
    },
    "max left in words": {
        "en": "Another operand is larger, so the result does not move with this one: no gradient gets through.",
        "zh-TW": "另一個運算元更大，輕推這一個，結果不會動：梯度過不去。",
    },
    "min chosen in words": {
        "en": "This operand is the smallest, so the result moves with it: the gradient passes unchanged.",
        "zh-TW": "這個運算元最小，它移動多少，結果就移動多少：梯度照原樣通過。",
    },
    "min tied in words": {
        "en": "More than one operand is the smallest: by convention they share the gradient equally.",
        "zh-TW": "最小的運算元不只一個：依慣例，梯度由它們平分。",
    },
    "min left in words": {
        "en": "Another operand is smaller, so the result does not move with this one: no gradient gets through.",
        "zh-TW": "另一個運算元更小，輕推這一個，結果不會動：梯度過不去。",
    },
    "nan in words": {
        "en": "An operand is not a number (nan), so no slope can be told.",
        "zh-TW": "有運算元是 nan，不是一個數，所以說不出斜率是多少。",
    },
    "unknown in words": {
        "en": "No rule is known here for this operation.",
        "zh-TW": "viz 沒有這個運算的規則。",
    },
    "own in words": {
        "en": "No rule is known here for this operation: the slope is what its own _backward says.",
        "zh-TW": "viz 沒有這個運算的規則：局部斜率取自它自己的 _backward。",
    },
    # The steps of an animation.
    "start": {
        "en": "Before the first operation: only the leaves have a number.",
        "zh-TW": "還沒開始運算：只有葉節點有數值。",
    },
    "start in words": {
        "en": "This plays what should happen. What your own code really does, viz.record plays.",
        "zh-TW": "這裡播放的是應該發生的事；你自己的程式實際上做了什麼，要用 viz.record 來看。",
    },
    "start recorded": {
        "en": "Before the backward pass: the gradients as they were.",
        "zh-TW": "反向傳遞之前：各個梯度還是原來的樣子。",
    },
    "start without backward": {
        "en": "This class has no backward() yet: viz sets the root's gradient to 1 and calls each _backward in the right order.",
        "zh-TW": "這個類別還沒有 backward()：由 viz 將根節點的梯度設為 1，再依正確的順序呼叫每個 _backward。",
    },
    "write step": {"en": "{operand}.grad is changed", "zh-TW": "寫入 {operand}.grad"},
    "clear step": {"en": "gradients are set back to 0: {names}", "zh-TW": "梯度歸零：{names}"},
    "clear in words": {
        "en": "What an earlier pass has left must not be counted again.",
        "zh-TW": "上一次反向傳遞留下的梯度，不能再算進來。",
    },
    "silent step": {
        "en": "backward: {result} = {formula} writes nothing",
        "zh-TW": "反向：{result} = {formula} 沒有寫入任何梯度",
    },
    "end right": {"en": "The end: no mistake was found.", "zh-TW": "結束：沒有發現錯誤。"},
    "end wrong": {"en": "The end: not all is right.", "zh-TW": "結束：有些地方不對。"},
    "and others": {"en": "and {count} more", "zh-TW": "還有 {count} 個"},
    "comma": {"en": ", ", "zh-TW": "、"},
    "or": {"en": "{first} or {last}", "zh-TW": "{first} 或 {last}"},
    "recording cut": {
        "en": "Only the first {most} steps are shown.",
        "zh-TW": "這裡只顯示前 {most} 步。",
    },
    # What a recorded step does wrong.
    "stopped": {"en": "backward() stopped here. {kind}: {text}", "zh-TW": "backward() 停在這裡。{kind}：{text}"},
    "not seeded": {
        "en": "The gradient of the root is {gradient} and should be 1: nudge {root} by h, and {root} moves by h.",
        "zh-TW": "根節點的梯度是 {gradient}，應該是 1：把 {root} 輕推 h，{root} 就移動 h。",
    },
    "never reached": {
        "en": "The turn of {names} never came: nothing flowed on from there.",
        "zh-TW": "一直沒有輪到 {names}：梯度沒有從那裡往回傳。",
    },
    "too early": {
        "en": "Too early: {result} passed its gradient on before {names} had added to it.",
        "zh-TW": "太早了：{names} 還沒有把梯度交給 {result}，{result} 就先往回傳了。",
    },
    "twice": {
        "en": "Counted again: {result} had already passed on {handed} of its gradient, and now passes it on once more.",
        "zh-TW": "重複計算：{result} 的梯度之前已經往回傳了 {handed}，這次又算進去了。",
    },
    "held": {
        "en": "Stale: this gradient still held {held} from an earlier pass.",
        "zh-TW": "沒有歸零：這個梯度還留著上一次反向傳遞的 {held}。",
    },
    "overwritten": {
        "en": "Overwritten: {operand}.grad was {old}; now it is {written} and should be {old} + {due}.",
        "zh-TW": "被覆寫了：{operand}.grad 原本是 {old}，寫入後是 {written}，應該是 {old} + {due}。",
    },
    "erased": {
        "en": "Erased: {operand}.grad had already received {old}.",
        "zh-TW": "被清掉了：{operand}.grad 原本已經收到 {old}。",
    },
    "missing": {"en": "Left out: {each}.", "zh-TW": "漏傳了：{each}。"},
    "should still receive": {"en": "{operand} should still receive {due}", "zh-TW": "{operand} 還應該收到 {due}"},
    "no upstream": {
        "en": "Only the local slope {local} was added: it was not multiplied by out.grad, which is {upstream}.",
        "zh-TW": "只加了局部斜率 {local}，沒有乘上 out.grad（{upstream}）。",
    },
    "wrong slope": {
        "en": "The local slope used here is {used}; it should be {local}.",
        "zh-TW": "這裡用的局部斜率是 {used}，應該是 {local}。",
    },
    "another amount": {
        "en": "What arrived is not {local} times out.grad.",
        "zh-TW": "收到的不是 {local} 乘上 out.grad。",
    },
    "unexplained": {
        "en": "This gradient was changed while no operation was handing anything on.",
        "zh-TW": "沒有任何運算正在往回傳梯度，這個梯度卻被改動了。",
    },
    "unknown slope": {
        "en": "viz does not know the true local slope of this operation, so the number cannot be checked.",
        "zh-TW": "viz 不知道這個運算正確的局部斜率，所以無法檢查這個數。",
    },
    "wrong in the end": {"en": "Not right in the end: {gradients}.", "zh-TW": "最後不對的梯度：{gradients}。"},
    "instead of": {
        "en": "{operand}.grad is {final} instead of {expected}",
        "zh-TW": "{operand}.grad 是 {final}（應該是 {expected}）",
    },
    "no way back": {
        "en": "{kind} has no way back yet: neither backward() nor a _backward. viz.animate shows the true backward pass.",
        "zh-TW": "{kind} 還不會往回走：沒有 backward()，也沒有 _backward。想看正確的反向傳遞，請用 viz.animate。",
    },
    "no grad": {
        "en": "the values of {kind} have no .grad to write to; give them self.grad = 0.0 in __init__.",
        "zh-TW": "{kind} 的物件沒有 .grad 可以寫入；請在 __init__ 裡加上 self.grad = 0.0。",
    },
    "forward step": {"en": "forward: {result} = {formula}", "zh-TW": "前向：{result} = {formula}"},
    "seed step": {
        "en": "backward: seed the root, {root}.grad = 1",
        "zh-TW": "反向：將根節點的梯度設為 1，{root}.grad = 1",
    },
    "seed in words": {
        "en": "The slope of a number with respect to itself is 1: nudge it by h, and it moves by h.",
        "zh-TW": "一個數對自己的斜率是 1：輕推 h，它就移動 h。",
    },
    "contribution step": {
        "en": "backward: {result} = {formula} hands a gradient to {operand}",
        "zh-TW": "反向：{result} = {formula} 把梯度傳給 {operand}",
    },
    "step of": {"en": "step {step} of {steps}", "zh-TW": "第 {step} 步，共 {steps} 步"},
    "local slope": {"en": "local slope", "zh-TW": "局部斜率"},
    "times out.grad": {"en": "times out.grad", "zh-TW": "乘上 out.grad"},
    "accumulate": {"en": "accumulate", "zh-TW": "累加"},
    "all steps": {"en": "All steps as a table", "zh-TW": "所有步驟（表格）"},
    "what happens": {"en": "what happens", "zh-TW": "做了什麼"},
    "in numbers": {"en": "in numbers", "zh-TW": "算式"},
    "step": {"en": "step", "zh-TW": "步"},
    "code": {"en": "the code that acts", "zh-TW": "正在執行的程式碼"},
    "what is wrong": {"en": "what is wrong", "zh-TW": "哪裡不對"},
    "in words": {"en": "in words", "zh-TW": "說明"},
    "panel": {"en": "the step in detail", "zh-TW": "這一步的細節"},
    "no such step": {
        "en": "steps are numbered from 0 to {last}; there is no step {shown}",
        "zh-TW": "步驟編號從 0 到 {last}，沒有第 {shown} 步",
    },
    "drawing frames": {"en": "drawing frames", "zh-TW": "正在繪製畫面"},
    "no rasteriser": {
        "en": "For .png and .gif the package {package} is missing. Run  %pip install resvg_py pillow tqdm  in a cell; .html and .svg need nothing more.",
        "zh-TW": "存成 .png 或 .gif 需要套件 {package}，這裡還沒有安裝。請在儲存格執行  %pip install resvg_py pillow tqdm  （存成 .html 或 .svg 則不需要）。",
    },
    # The explorer.
    "computation graph": {"en": "Computation graph", "zh-TW": "計算圖"},
    "reset": {"en": "reset", "zh-TW": "重設"},
    "leaves": {"en": "leaves", "zh-TW": "葉節點"},
    "which leaf": {"en": "which leaf", "zh-TW": "哪一個葉節點"},
    "nudge a leaf": {"en": "nudge", "zh-TW": "輕推"},
    "predicted change": {"en": "predicted change of the result: grad times h", "zh-TW": "預測結果會改變：grad 乘上 h"},
    "real change": {"en": "its real change", "zh-TW": "結果實際改變"},
    "no kernel": {
        "en": "The browser has no rule for {symbols}. A running kernel would compute it, but none is connected: run the cell again.",
        "zh-TW": "瀏覽器沒有 {symbols} 的規則，要由執行中的核心來計算，但現在沒有連上核心：請重新執行這一格。",
    },
    "no value": {"en": "{name} has no real value here.", "zh-TW": "{name} 在這裡沒有實數值。"},
    "another graph": {
        "en": "Here the function builds another graph: it decides something by its numbers. Explore it with these numbers in a new cell.",
        "zh-TW": "換成這些數值，函式建立的是另一張計算圖：它會依數值走不同的分支。請在新的儲存格用這些數值呼叫 viz.explore。",
    },
    "nothing to explore": {
        "en": "explore needs leaves to put sliders on: viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(-3.0))",
        "zh-TW": "explore 要有葉節點才能放滑桿：viz.explore(lambda a, b: a * b, a=Value(2.0), b=Value(-3.0))",
    },
    "not a leaf": {
        "en": "each leaf of explore is a Value-like object with one finite number in .data; {name} is {kind}: {shown}",
        "zh-TW": "explore 的每個葉節點都要是類似 Value 的物件，.data 裡有一個有限的數；{name} 卻是 {kind}：{shown}",
    },
    "no leaf in the result": {
        "en": "the function's result does not depend on any of the leaves: does it return what it computes from them?",
        "zh-TW": "函式的結果和這些葉節點都無關：請確認函式回傳的是用它們算出來的結果。",
    },
    "too large to explore": {
        "en": "this expression has {count} values; sliders are for at most {most}. Explore a part of it.",
        "zh-TW": "這個運算式有 {count} 個數值，滑桿最多支援 {most} 個；請只探索其中一部分。",
    },
    "too large to animate": {
        "en": "this graph has more than {most} values, too many to play; animate a value further left.",
        "zh-TW": "這個計算圖超過 {most} 個數值，太多了，無法播放；請改為播放更左邊的數值。",
    },
    "not in the graph": {
        "en": "only takes values that the result was computed from; this one is not among them: {shown}",
        "zh-TW": "only 要的是參與計算這個結果的數值；這一個不在其中：{shown}",
    },
    "no question there": {
        "en": "ask takes True, or numbers of steps at which a gradient is handed on, from {first} to {last}; not {shown}",
        "zh-TW": "ask 可以是 True，或是傳遞梯度的步驟編號，從 {first} 到 {last}；不能是 {shown}",
    },
    "part played": {
        "en": "{shown} of {total} values are played: those through which a gradient comes to {names}.",
        "zh-TW": "共 {total} 個數值，這裡只播放梯度傳到 {names} 會經過的 {shown} 個。",
    },
    "animation left out": {
        "en": "{shown} of {total} values are played. viz.animate(..., only=a) plays the part through which a gradient comes to a.",
        "zh-TW": "共 {total} 個數值，這裡播放其中 {shown} 個。想看梯度怎麼傳到 a，請用 viz.animate(..., only=a)。",
    },
    "animation": {
        "en": "{graph}, as it is in the end. All steps stand in the table below.",
        "zh-TW": "{graph}，這是最後的樣子。所有步驟列在下面的表格裡。",
    },
    "marked": {
        "en": "{graph}, after its own backward pass. What is not right bears a not-equal sign.",
        "zh-TW": "{graph}，這是它自己的反向傳遞跑完之後的樣子。不對的地方標了不等號。",
    },
    # The player's controls.
    "controls": {"en": "player", "zh-TW": "播放控制"},
    "first": {"en": "first step", "zh-TW": "回到開頭"},
    "back": {"en": "one step back", "zh-TW": "上一步"},
    "play": {"en": "play", "zh-TW": "播放"},
    "pause": {"en": "pause", "zh-TW": "暫停"},
    "forward": {"en": "one step forward", "zh-TW": "下一步"},
    "last": {"en": "last step", "zh-TW": "跳到最後"},
    "speed": {"en": "speed", "zh-TW": "速度"},
    "which step": {"en": "which step", "zh-TW": "第幾步"},
    "picture help": {
        "en": "Computation graph. Up and down arrows choose a value, Enter tells its story; left and right arrows go step by step.",
        "zh-TW": "計算圖。上下方向鍵選擇數值，按 Enter 看它的來龍去脈；左右方向鍵逐步播放。",
    },
    # Questions before the answer.
    "ask": {"en": "What will {operand}.grad be after this step?", "zh-TW": "這一步之後，{operand}.grad 會是多少？"},
    "answer": {"en": "your answer, 6 or -2*-3", "zh-TW": "你的答案，例如 6 或 -2*-3"},
    "check": {"en": "check", "zh-TW": "對答案"},
    "show me": {"en": "show me", "zh-TW": "直接看答案"},
    "right": {"en": "Right: {answer}.", "zh-TW": "答對了：{answer}。"},
    "nudge": {
        "en": "Not yet. The first two numbers now stand below: multiply them, and add the product to what is there already.",
        "zh-TW": "再想想。前兩個動作的數已經列在下面：把它們相乘，再累加到原本的梯度上。",
    },
    "think first": {"en": "First your answer, then the code.", "zh-TW": "先想好，再看程式碼。"},
    "only the contribution": {
        "en": "That is what this arrow brings. A gradient is there already: accumulate.",
        "zh-TW": "這是這條箭頭帶來的那一份。原本已經有梯度了，要再累加上去。",
    },
    "only the slope": {
        "en": "That is the local slope. It still has to be multiplied by out.grad.",
        "zh-TW": "這是局部斜率，還要乘上 out.grad。",
    },
    "revealed": {"en": "It is {answer}: watch where it comes from.", "zh-TW": "答案是 {answer}：看看它是怎麼來的。"},
    "not a number": {
        "en": "Please write a number, or a product such as -2*-3.",
        "zh-TW": "請輸入一個數，或像 -2*-3 這樣的算式。",
    },
    "score": {
        "en": "{right} of {asked} right at once, {later} after the three moves.",
        "zh-TW": "共 {asked} 題：第一次就答對 {right} 題，看過三個動作後答對 {later} 題。",
    },
    # The story of a value.
    "story of": {"en": "The story of {name}", "zh-TW": "{name} 的來龍去脈"},
    "close": {"en": "close", "zh-TW": "關閉"},
    "contributions": {"en": "What its gradient is made of", "zh-TW": "它的梯度是怎麼加起來的"},
    "no contributions": {"en": "No step writes to this gradient.", "zh-TW": "沒有任何一步寫入這個梯度。"},
    "is the root": {"en": "It is the root: its gradient is 1.", "zh-TW": "它是根節點：梯度是 1。"},
    "not yet": {"en": "not yet", "zh-TW": "還沒到"},
    "sum over paths": {
        "en": "Sum over all paths to {root}: along each path the local slopes are multiplied",
        "zh-TW": "到 {root} 的所有路徑加總：每條路徑上的局部斜率相乘",
    },
    "true gradient": {"en": "the true gradient", "zh-TW": "正確的梯度"},
    "more paths": {"en": "and {count} more paths, together {sum}", "zh-TW": "以及另外 {count} 條路徑，合計 {sum}"},
    "paths at the end": {
        "en": "The sum over all paths is shown once all steps have been seen.",
        "zh-TW": "走到最後一步，就會顯示所有路徑的加總。",
    },
    # Plots.
    "no matplotlib": {
        "en": "matplotlib, which draws this plot, is missing here (%pip install matplotlib). In words:\n{description}",
        "zh-TW": "這裡沒有畫圖用的 matplotlib（%pip install matplotlib），改用文字說明：\n{description}",
    },
    "tangent key": {"en": "tangent: slope {slope}", "zh-TW": "切線：斜率 {slope}"},
    "secant key": {
        "en": "secant: rise / h = {rise} / {h} = {slope}",
        "zh-TW": "割線：上升 / h = {rise} / {h} = {slope}",
    },
    "rise": {"en": "rise {rise}", "zh-TW": "上升 {rise}"},
    "curve in words": {
        "en": "The curve of f for x from {first} to {last}, with the point x = {x}, f(x) = {value}.",
        "zh-TW": "函數 f 的曲線，x 從 {first} 到 {last}；標出的點是 x = {x}，f(x) = {value}。",
    },
    "gap in words": {"en": "In a part of this range f has no value.", "zh-TW": "在這個範圍裡，f 有一部分沒有值。"},
    "tangent in words": {
        "en": "The tangent at this point has the slope {slope}.",
        "zh-TW": "通過這一點的切線，斜率是 {slope}。",
    },
    "kink": {
        "en": "a kink: slope {left} on its left, {right} on its right, so no tangent",
        "zh-TW": "這裡有折角，沒有切線：左邊斜率 {left}，右邊斜率 {right}",
    },
    "no slope": {
        "en": "no slope here: f ends, jumps or stands upright",
        "zh-TW": "這裡沒有斜率：f 在這裡中斷、跳開或垂直",
    },
    "secant in words": {
        "en": "A step of h = {h}, to x = {x}, makes f rise by {rise}: the secant through both points has the slope {rise} / {h} = {slope}.",
        "zh-TW": "走一步 h = {h}，到 x = {x}，f 上升 {rise}：通過這兩點的割線，斜率是 {rise} / {h} = {slope}。",
    },
    "h axis": {"en": "h, smaller and smaller to the right", "zh-TW": "h（愈往右愈小）"},
    "error axis": {"en": "error of the slope", "zh-TW": "斜率的誤差"},
    "one side": {"en": "one side", "zh-TW": "推一邊"},
    "both sides": {"en": "both sides", "zh-TW": "兩邊都推"},
    "h too big": {"en": "h too big:\nthe curve bends", "zh-TW": "h 太大：\n曲線會彎"},
    "h too tiny": {"en": "h too tiny:\nrounding", "zh-TW": "h 太小：\n捨入誤差"},
    "h just right": {"en": "about\nright", "zh-TW": "剛剛好"},
    "errors in words": {
        "en": "How far a nudged slope of f at x = {x} is from the true slope {slope}, for h from 1 down to 1e-16.",
        "zh-TW": "h 從 1 縮小到 1e-16 時，用輕推求出的 f 在 x = {x} 的斜率，和正確的斜率 {slope} 差多少。",
    },
    "error in words": {
        "en": "Nudged to {name}: the error is {first} at h = 1, smallest at h = {h} ({least}), and {last} at h = 1e-16.",
        "zh-TW": "{name}：h = 1 時誤差是 {first}，h = {h} 時最小（{least}），h = 1e-16 時是 {last}。",
    },
    "why errors": {
        "en": "With a big h the bend of the curve spoils the slope, with a tiny h rounding does.",
        "zh-TW": "h 太大，斜率被曲線的彎曲弄壞；h 太小，斜率被捨入誤差弄壞。",
    },
    "loss axis": {"en": "loss", "zh-TW": "損失"},
    "log loss axis": {"en": "loss (log scale)", "zh-TW": "損失（對數刻度）"},
    "step axis": {"en": "step", "zh-TW": "步數"},
    "loss in words": {
        "en": "The loss over {count} steps: {first} at first, {last} at last, lowest at step {step} ({least}).",
        "zh-TW": "共 {count} 步的損失：一開始是 {first}，最後是 {last}，第 {step} 步最低（{least}）。",
    },
    "named": {"en": "{name}: {told}", "zh-TW": "{name}：{told}"},
    "broken in words": {"en": " At step {step} it becomes {what}.", "zh-TW": "第 {step} 步變成 {what}。"},
    "broken loss": {"en": "{what} at step {step}", "zh-TW": "第 {step} 步變成 {what}"},
    "no loss yet": {"en": "no loss yet", "zh-TW": "還沒有損失"},
    "no loss in words": {"en": "There is no loss yet.", "zh-TW": "還沒有損失。"},
    "no finite loss in words": {
        "en": "None of the {count} losses is a finite number; the first is {what}.",
        "zh-TW": "{count} 個損失都不是有限的數，第一個是 {what}。",
    },
    "class": {"en": "class {label}", "zh-TW": "類別 {label}"},
    "boundary line": {"en": "decision boundary: score 0", "zh-TW": "決策邊界：分數是 0"},
    "right points": {
        "en": "{right} of {count} points are on the side of their class",
        "zh-TW": "{count} 個點，有 {right} 個在自己類別的那一側",
    },
    "boundary in words": {
        "en": "The decision boundary of a model among {count} points, {positive} of class +1 and {negative} of class -1: "
        "{right} of them are on the side of their class.",
        "zh-TW": "一個模型的決策邊界和 {count} 個點，其中類別 +1 有 {positive} 個，類別 -1 有 {negative} 個：有 {right} 個點在自己類別的那一側。",
    },
    "no boundary": {
        "en": "No boundary is in view: the score has the same sign everywhere.",
        "zh-TW": "範圍內看不到決策邊界：分數到處都是同號。",
    },
    "descent start": {"en": "start: loss {loss}", "zh-TW": "起點：損失 {loss}"},
    "descent end": {"en": "end: loss {loss}", "zh-TW": "終點：損失 {loss}"},
    "descent in words": {
        "en": "A descent over the contour lines of the loss, in {steps} steps: from ({u}, {v}) with loss {first} to ({end_u}, {end_v}) with loss {last}.",
        "zh-TW": "在損失的等高線圖上走了 {steps} 步：從 ({u}, {v})（損失 {first}）走到 ({end_u}, {end_v})（損失 {last}）。",
    },
    "not a function": {
        "en": "{name} should be a function, such as {example}; this is {kind}: {shown}",
        "zh-TW": "{name} 應該是函式，例如 {example}；收到的是 {kind}：{shown}",
    },
    "not one number": {
        "en": "{name} should be one number, but is {kind}: {shown}",
        "zh-TW": "{name} 應該是一個數，卻是 {kind}：{shown}",
    },
    "not finite": {
        "en": "{name} should be a finite number, but is {shown}; choose another place for the plot",
        "zh-TW": "{name} 應該是有限的數，卻是 {shown}；請換個地方來畫",
    },
    "not above 0": {"en": "{name} should be above 0, but is {shown}", "zh-TW": "{name} 應該大於 0，卻是 {shown}"},
    "f fails": {
        "en": "{call} has no value ({kind}: {text}); choose another place for the plot, or look at the function again",
        "zh-TW": "{call} 沒有值（{kind}：{text}）；請換個地方來畫，或再檢查一次這個函式",
    },
    "h is 0": {
        "en": "h is the step to a second point, so it cannot be 0; try h=0.5, or leave it out",
        "zh-TW": "h 是走到第二個點的一步，不能是 0；可以試試 h=0.5，或不要寫 h",
    },
    "no value beside": {
        "en": "f has no value right of x = {x}, so nothing can be nudged there; choose another x",
        "zh-TW": "f 在 x = {x} 的右邊沒有值，無法輕推；請換一個 x",
    },
    "not a list": {
        "en": "{name} should be a list, but is {kind}: {shown}",
        "zh-TW": "{name} 應該是 list，卻是 {kind}：{shown}",
    },
    "labels of curves": {
        "en": "{labels} labels for {curves} curves: give one label to each list of losses",
        "zh-TW": "有 {curves} 條曲線，卻有 {labels} 個名稱：每一個損失的 list 都要有一個名稱",
    },
    "too many curves": {
        "en": "{count} curves in one plot cannot be told apart; show at most {most}",
        "zh-TW": "一張圖放 {count} 條曲線會分不清楚；最多放 {most} 條",
    },
    "not a pair": {
        "en": "{name} should be a pair of numbers, but is {shown}",
        "zh-TW": "{name} 應該是一對數，卻是 {shown}",
    },
    "too few places": {
        "en": "{name} needs at least {least} pairs of finite numbers, but has {count}",
        "zh-TW": "{name} 至少要有 {least} 對有限的數，這裡只有 {count} 對",
    },
    "labels of points": {
        "en": "{labels} labels for {points} points: give each point one, -1 or 1",
        "zh-TW": "有 {points} 個點，卻有 {labels} 個標籤：每個點都要有一個標籤，-1 或 1",
    },
    "bad class": {"en": "{name} should be -1 or 1, but is {shown}", "zh-TW": "{name} 應該是 -1 或 1，卻是 {shown}"},
    # Networks, and a training that is watched.
    "network": {
        "en": "Network: {inputs} inputs, then layers of {layers} neurons, {parameters} parameters",
        "zh-TW": "神經網路：{inputs} 個輸入，各層的神經元個數是 {layers}，共 {parameters} 個參數",
    },
    "shown weights": {
        "en": "The lines are the weights; the largest is {number}.",
        "zh-TW": "線條是權重，最大的是 {number}。",
    },
    "shown gradients": {
        "en": "The lines are the gradients of the weights; the largest is {number}.",
        "zh-TW": "線條是權重的梯度，最大的是 {number}。",
    },
    "positive line": {"en": "positive", "zh-TW": "正"},
    "negative line": {"en": "negative", "zh-TW": "負"},
    "no number line": {"en": "no number", "zh-TW": "不是數"},
    "dead unit": {"en": "dead", "zh-TW": "死亡"},
    "dead units": {
        "en": "{count} of {all} neurons with a gate are dead: they give 0 for all {examples} examples, so no gradient comes through them ({names}).",
        "zh-TW": "{all} 個有閘門的神經元裡，有 {count} 個是死亡神經元：對全部 {examples} 筆資料都輸出 0，梯度過不去（{names}）。",
    },
    "unit name": {"en": "layer {layer} no. {n}", "zh-TW": "第 {layer} 層第 {n} 個"},
    "neurons left out": {
        "en": "Only the first {most} neurons of a layer are drawn.",
        "zh-TW": "每一層只畫出前 {most} 個神經元。",
    },
    "not a network": {
        "en": "viz.network takes a network: something with .layers, each with .neurons, each with a list .w and a .b, such as a micrograd.nn.MLP. This is {kind}: {shown}",
        "zh-TW": "viz.network 要的是神經網路：有 .layers，每一層有 .neurons，每個神經元有串列 .w 和 .b，例如 micrograd.nn.MLP。收到的是 {kind}：{shown}",
    },
    "layers do not fit": {
        "en": "layer {layer} has {given} inputs, but the layer before it gives {expected}: every neuron needs one weight for each input",
        "zh-TW": "第 {layer} 層有 {given} 個輸入，前一層卻給出 {expected} 個：每個神經元對每個輸入都要有一個權重",
    },
    "not examples": {
        "en": "inputs should be a list of examples, each with {count} numbers; one of them is {shown}",
        "zh-TW": "inputs 應該是一串資料，每一筆有 {count} 個數；其中一筆是 {shown}",
    },
    "watched step": {"en": "step {n} of {all}", "zh-TW": "第 {n} 步，共 {all} 步"},
    "watched step alone": {"en": "step {n}", "zh-TW": "第 {n} 步"},
    "watch stopped": {
        "en": "stopped after {step}; what was learned so far is kept",
        "zh-TW": "停在{step}；到目前為止學到的都還在",
    },
    "watch failed": {"en": "this picture could not be drawn: {error}", "zh-TW": "這張圖畫不出來：{error}"},
}
