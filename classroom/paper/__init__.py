"""What is printed: a lesson as a worksheet, and the page that plans and exams stand on."""
