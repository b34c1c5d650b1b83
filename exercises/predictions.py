predict = None
