total = 0
for boat in range(3):
    total += boat
